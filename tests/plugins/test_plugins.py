"""
Plugins: what they offer, how a bad one fails without stopping the others, and how they are found.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from itertools import permutations
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from reqcheck import (
    Catalog,
    DocumentError,
    Outcomes,
    PluginError,
    Profile,
    Report,
    RuleSet,
    Status,
    open_catalog,
)
from reqcheck.floors import Floored
from reqcheck.plugins.checking import API
from reqcheck.plugins.manager import BUILTIN, Plugin
from reqcheck.vocabulary import load_vocabulary

Write = Callable[..., Path]

ROOT = Path(__file__).parents[2]
ON = date(2026, 11, 22)

#: A plugin that offers one kind, with marks for what the tests put in the place of its parts.
HOURS = '''
from typing import ClassVar
import attrs
from reqcheck import Context, Criterion, Evidence, Finding, Missing, Profile, Reason, hookimpl, part, terms

@attrs.frozen(kw_only=True)
class Hours:
    """
    The candidate has given at least *hours* hours.
    """

    kind: ClassVar[str] = "acme/hours"

    hours: int

    def assess(self, profile: Profile, context: Context) -> Finding:
        return Finding.of(True, Reason("acme.hours", "{n} hours", {"n": self.hours}))

@hookimpl
def reqcheck_criteria():
    return [Hours]
'''
VOCABULARY = """
from reqcheck import hookimpl, terms_of

@hookimpl
def reqcheck_vocabularies():
    return [terms_of(NAME, {"terms": TERMS})]
"""
RULESETS = """
from pathlib import Path
from reqcheck import hookimpl

@hookimpl
def reqcheck_rulesets():
    return [Path(__file__).with_name("FILE.yaml")]
"""
RULES = """\
schema: reqcheck.ruleset/1
id: {id}
title: T
requirements:
  a: {{criterion: {criterion}}}
"""
MD = "{kind: degree, degree: MD}"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """
    Writes a plugin file, its text changed from that of `HOURS`.
    """

    def written(name: str, *changes: tuple[str, str], source: str = HOURS) -> Path:
        for old, new in changes:
            assert old in source
            source = source.replace(old, new)
        file = tmp_path / name
        file.write_text(source, "utf-8")
        return file

    return written


def rules(tmp_path: Path, criterion: str, name: str = "rules") -> Path:
    file = tmp_path / f"{name}.yaml"
    file.write_text(RULES.format(id=name, criterion=criterion), "utf-8")
    return file


def others(catalog: Catalog) -> list[Plugin]:
    """
    The plugins that are not built in, nor installed where the tests run.
    """
    return [each for each in catalog.plugins if each.origin == "file"]


def assess(catalog: Catalog, ruleset: RuleSet, document: dict[str, Any] | None = None) -> Report:
    return catalog.check(Profile.from_dict(document or {}), ruleset, as_of=ON)


def criterion_of(catalog: Catalog, ruleset: RuleSet) -> Any:
    held = catalog.bind(ruleset).requirements[0].criterion
    assert isinstance(held, Floored)
    return held.criterion


# --- what is offered


def test_the_built_in_kinds_are_plugins_that_loaded() -> None:
    """
    The catalog lists the built-in kinds first, each from its own module.
    """
    catalog = open_catalog()
    built_in = catalog.plugins[: len(BUILTIN)]
    expected = [Plugin(name, "built-in", kinds=(name.rsplit(".", 1)[1],)) for name in BUILTIN]

    assert expected == list(built_in)
    assert sorted(catalog.kinds) == list(catalog.kinds)
    assert not [each for each in catalog.failed if each.origin == "built-in"]


def test_a_good_plugin_offers_its_kinds(write: Write, tmp_path: Path) -> None:
    """
    A single file is a plugin: it is listed with its kinds, and a rule set can use them.
    """
    catalog = open_catalog(plugins=[write("acme_rules.py")])
    ruleset = catalog.load_ruleset(rules(tmp_path, "{kind: acme/hours, hours: 200}"))
    outcome = assess(catalog, ruleset)["a"]

    assert [Plugin("acme_rules.py", "file", kinds=("acme/hours",))] == others(catalog)
    assert not catalog.failed
    assert "acme/hours" in catalog.kinds
    assert Status.MET is outcome.status
    assert outcome.finding.reason.text == "200 hours"


def test_a_plugin_may_be_named_by_text(write: Write) -> None:
    """
    A plugin file is named by a path or by its text.
    """
    file = write("acme_rules.py")

    assert others(open_catalog(plugins=[file])) == others(open_catalog(plugins=[str(file)]))


def test_a_plugin_that_offers_nothing_is_no_failure(write: Write) -> None:
    """
    A module without hooks is loaded and offers nothing.
    """
    assert [Plugin("empty.py", "file")] == others(open_catalog(plugins=[write("empty.py", source="x = 1\n")]))


def test_every_kind_of_a_plugin_is_listed_in_order(write: Write) -> None:
    """
    A plugin that offers several kinds is listed with all of them, by name.
    """
    days = '@attrs.frozen\nclass Days(Hours):\n    kind: ClassVar[str] = "acme/days"\n\n@hookimpl'
    (plugin,) = others(open_catalog(plugins=[write("both.py", ("@hookimpl", days), ("[Hours]", "(Hours, Days)"))]))

    assert plugin.kinds == ("acme/days", "acme/hours")


# --- what fails, and why


FAILED: dict[str, tuple[list[tuple[str, str]], str]] = {
    "raises when imported": ([("import attrs", "import attrs\n1 / 0")], "ZeroDivisionError: division by zero"),
    "raises with lines": ([("import attrs", "raise ValueError('one\\ntwo')")], "ValueError: one two"),
    "raises without a message": ([("import attrs", "raise ValueError")], "ValueError: no message"),
    "exits when imported": ([("import attrs", "import sys; sys.exit(3)")], "it exits when it is loaded"),
    "is no Python": ([("import attrs", "def (:")], "SyntaxError: invalid syntax"),
    "imports what is not there": (
        [("import attrs", "import acme_nothing")],
        "ModuleNotFoundError: No module named 'acme_nothing'",
    ),
    "misspells a hook": ([("reqcheck_criteria", "reqcheck_criterias")], "`reqcheck_criterias` is not a hook; did you mean `reqcheck_criteria`?"),
    "does not mark a hook": (
        [("@hookimpl\n", "")],
        "`reqcheck_criteria` is not marked; write @hookimpl above it",
    ),
    "misspells a hook and does not mark it": (
        [("@hookimpl\n", ""), ("reqcheck_criteria", "reqcheck_criterias")],
        "`reqcheck_criterias` is not marked; write @hookimpl above it",
    ),
    "takes what a hook does not give": ([("reqcheck_criteria()", "reqcheck_criteria(profile)")], "`reqcheck_criteria` is called without arguments; take `profile` out"),
    "raises in a hook": ([("return [Hours]", "raise ValueError('no')")], "ValueError: no"),
    "exits in a hook": ([("return [Hours]", "raise SystemExit")], "it exits when it is loaded"),
    "offers a kind twice": (
        [("[Hours]", "[Hours, Hours]")],
        "it offers the kind `acme/hours` twice; rename one of them",
    ),
    "offers a built-in kind": (
        [("acme/hours", "license")],
        "the kind `license` has no prefix; name it like `acme/license`",
    ),
    "offers a kind without a prefix": (
        [("acme/hours", "hours")],
        "the kind `hours` has no prefix; name it like `acme/hours`",
    ),
    "offers a class that is not attrs": (
        [("@attrs.frozen(kw_only=True)\n", "")],
        "`Hours` is not a frozen attrs class; decorate it with @attrs.frozen(kw_only=True)",
    ),
    "offers a class without a kind": (
        [("    kind: ", "    sort: ")],
        "`Hours` is not a criterion: it needs a `kind` and `assess(profile, context)`",
    ),
    "offers a class whose kind is no text": (
        [('"acme/hours"', "7")],
        "`Hours` is not a criterion: it needs a `kind` and `assess(profile, context)`",
    ),
    "offers a class without assess": (
        [("def assess", "def asses")],
        "`Hours` is not a criterion: it needs a `kind` and `assess(profile, context)`",
    ),
    "offers an instance": (
        [("[Hours]", "[Hours(hours=1)]")],
        "`Hours(hours=1)` is not a criterion: it needs a `kind` and `assess(profile, context)`",
    ),
    "offers something else": (
        [("[Hours]", "[7]")],
        "`7` is not a criterion: it needs a `kind` and `assess(profile, context)`",
    ),
    **{
        f"has a setting {name}": (
            [("hours: int", f"{name}: int")],
            f"`acme/hours` has a setting `{name}`, a name that every criterion has; rename it",
        )
        for name in ("as_of", "evidence", "pending", "all_of", "any_of", "none_of", "some_of")
    },
    **{
        f"has a setting {name}": (
            [("hours: int", f"{name}: int")],
            f"`acme/hours` has a setting `{name}`, the name of something that a criterion may do; rename it",
        )
        for name in ("words", "fits", "milestones", "considered", "met_by", "remedies", "turning_points", "area")
    },
    "needs a newer minor version": (
        [("import attrs", f"import attrs\nreqcheck_api = ({API[0]}, {API[1] + 1})")],
        f"it needs version {API[0]}.{API[1] + 1} of the plugin interface; this reqcheck has {API[0]}.{API[1]}",
    ),
    "needs a newer major version": (
        [("import attrs", f"import attrs\nreqcheck_api = ({API[0] + 1}, 0)")],
        f"it needs version {API[0] + 1}.0 of the plugin interface; this reqcheck has {API[0]}.{API[1]}",
    ),
    "names its version in words": (
        [("import attrs", "import attrs\nreqcheck_api = '1.0'")],
        f"`reqcheck_api` is two numbers, such as {API}",
    ),
    "returns one class": ([("[Hours]", "Hours")], "`reqcheck_criteria` must return a list"),
    "returns a mapping": ([("[Hours]", "{'hours': Hours}")], "`reqcheck_criteria` must return a list"),
    "returns text": ([("[Hours]", "'acme/hours'")], "`reqcheck_criteria` must return a list"),
    "yields": ([("return [Hours]", "yield Hours")], "`reqcheck_criteria` must return a list"),
    "returns nothing": ([("return [Hours]", "[Hours]")], "`reqcheck_criteria` must return a list"),
}


@pytest.mark.parametrize("case", FAILED)
def test_a_bad_plugin_is_listed_with_its_reason_and_stops_no_other(write: Write, case: str) -> None:
    """
    A plugin that cannot be taken is listed as failed with its reason on one line; the others load.
    """
    changes, reason = FAILED[case]
    bad = write("bad.py", *changes)
    good = write("good.py", ("acme/hours", "other/hours"))
    first, last = others(open_catalog(plugins=[bad, good]))

    assert first.failed
    assert ("bad.py", ()) == (first.name, first.kinds)
    assert reason in (first.reason or "")
    assert "\n" not in (first.reason or "")
    assert Plugin("good.py", "file", kinds=("other/hours",)) == last


@pytest.mark.parametrize("version", [API, API[:1]], ids=["this one", "its major number"])
def test_a_plugin_for_this_version_is_taken(write: Write, version: tuple[int, ...]) -> None:
    """
    A plugin may say which version of the interface it is written for.
    """
    file = write("versioned.py", ("import attrs", f"import attrs\nreqcheck_api = {version}"))

    assert not others(open_catalog(plugins=[file]))[0].failed


def test_a_file_that_is_no_plugin_is_listed(write: Write, tmp_path: Path) -> None:
    """
    A file that is not there, a folder and a file that is not Python are failed plugins.
    """
    text = write("notes.txt", source="notes\n")
    found = others(open_catalog(plugins=[tmp_path / "none.py", tmp_path, text]))
    expected = {
        f"there is no file `{tmp_path / 'none.py'}`",
        f"`{tmp_path}` is a folder; name a file in it",
        "`notes.txt` is not a Python file",
    }

    assert expected == {each.reason for each in found}


def test_a_kind_that_another_plugin_has_is_refused(write: Write) -> None:
    """
    Two plugins that offer one kind are not both taken, and the reason names the kind and the plugin.
    """
    found = others(open_catalog(plugins=[write("one.py"), write("two.py")]))
    reasons = [each.reason for each in found if each.reason is not None]

    assert reasons
    assert all("`acme/hours`" in each and (".py`" in each) for each in reasons)


def test_a_plugin_is_taken_whole_or_not_at_all(write: Write, tmp_path: Path) -> None:
    """
    A plugin with one bad part offers none of its parts.
    """
    source = HOURS + RULESETS.replace("FILE", "offered") + VOCABULARY
    rules(tmp_path, MD, "offered")
    catalog = open_catalog(plugins=[write("half.py", ('[terms_of(NAME, {"terms": TERMS})]', "[7]"), source=source)])
    (plugin,) = others(catalog)

    assert plugin.reason == "`reqcheck_vocabularies` must return a list of Terms; make them with `terms_of`"
    assert "acme/hours" not in catalog.kinds
    assert "offered" not in catalog.rulesets()


def test_a_failed_plugin_leaves_no_module_behind(write: Write) -> None:
    """
    A file that could not be imported is not kept as a module, and works once it is mended.
    """
    before = set(sys.modules)
    file = write("mended.py", ("import attrs", "1 / 0"))
    assert open_catalog(plugins=[file]).failed
    after = {each for each in set(sys.modules) - before if "mended" in each}
    write("mended.py")

    assert not after
    assert not open_catalog(plugins=[file]).failed


# --- a failed plugin stops only what needs it


def test_a_rule_set_that_needs_a_failed_plugin_says_so_by_name(write: Write, tmp_path: Path) -> None:
    """
    A rule set with a kind of a plugin that failed is refused with the plugin's name and reason.
    """
    catalog = open_catalog(plugins=[write("acme_rules.py", ("import attrs", "1 / 0"))])
    file = rules(tmp_path, "{kind: acme/hours, hours: 3}")
    with pytest.raises(PluginError) as caught:
        catalog.load_ruleset(file)

    assert str(caught.value) == (
        f"{file}:5:25: unknown kind `acme/hours`; "
        "the plugin `acme_rules.py` failed to load: ZeroDivisionError: division by zero\n"
        "      a: {criterion: {kind: acme/hours, hours: 3}}\n"
        "                            ^"
    )


def test_a_rule_set_that_was_read_with_its_plugin_is_refused_without_it(write: Write, tmp_path: Path) -> None:
    """
    A rule set that one catalog could read is refused by another whose plugin failed, by name.
    """
    file = rules(tmp_path, "{kind: acme/hours, hours: 3}")
    ruleset = open_catalog(plugins=[write("acme_rules.py")]).load_ruleset(file)
    failed = open_catalog(plugins=[write("bad.py", ("import attrs", "1 / 0"))])
    with pytest.raises(PluginError, match=r"plugin `bad\.py` failed to load: ZeroDivisionError"):
        failed.bind(ruleset)
    with pytest.raises(DocumentError, match="unknown kind `acme/hours`"):
        open_catalog().bind(ruleset)


def test_a_rule_set_that_needs_no_failed_plugin_goes_on(write: Write) -> None:
    """
    A failed plugin is no obstacle to rule sets that do not need it.
    """
    catalog = open_catalog(plugins=[write("bad.py", ("import attrs", "1 / 0"))])
    report = assess(catalog, catalog.load_ruleset("clinical-director"))

    assert catalog.failed
    assert report.decision == "needs_review"
    assert not report.degraded


def test_a_criterion_of_a_plugin_that_raises_is_an_error_and_no_crash(write: Write, tmp_path: Path) -> None:
    """
    What a plugin's criterion raises is the error of its requirement; the report is degraded.
    """
    catalog = open_catalog(plugins=[write("acme_rules.py", ("return Finding.of", "1 / 0; Finding.of"))])
    report = assess(catalog, catalog.load_ruleset(rules(tmp_path, "{kind: acme/hours, hours: 3}")))

    assert Status.ERROR is report["a"].status
    assert report.degraded
    assert report.decision == "needs_review"


# --- settings of a plugin's kind


FIELDS: dict[str, tuple[str, str, object]] = {
    "a number": ("int", "5", 5),
    "a text": ("str", "NO", "NO"),
    "yes or no": ("bool", "yes", True),
    "perhaps a number": ("int | None = None", "5", 5),
    "texts": ("tuple[str, ...]", "[a, b]", ("a", "b")),
    "one text": ("tuple[str, ...]", "a", ("a",)),
    "one term of several": ("tuple[str, ...] = terms('degrees')", "M.D.", ("MD",)),
    "terms and groups": ("tuple[str, ...] = terms('degrees')", "[M.D., physician, MD]", ("MD", "physician")),
    "a term": ("str = terms('jurisdictions')", "California", "US-CA"),
    "a word besides": ("tuple[str, ...] = terms('boards', also=['any'])", "any", ("any",)),
    "an open term": ("str = terms('certifications', open_=True)", "Acme Badge", "Acme Badge"),
}


@pytest.mark.parametrize("case", FIELDS)
def test_settings_of_a_plugin_are_read_by_their_types(write: Write, tmp_path: Path, case: str) -> None:
    """
    The fields of a plugin's kind are its settings, normalized like those of the built-in kinds.
    """
    declaration, text, expected = FIELDS[case]
    catalog = open_catalog(plugins=[write("acme_rules.py", ("hours: int", f"hours: {declaration}"))])
    ruleset = catalog.load_ruleset(rules(tmp_path, f"{{kind: acme/hours, hours: {text}}}"))

    assert expected == criterion_of(catalog, ruleset).hours


MISFITS: dict[str, tuple[str, str, str]] = {
    "no number": ("int", "many", "5:44: must be a whole number, not `many`"),
    "a list for one": ("str", "[a]", "5:44: must be text, not a list"),
    "an unknown term": (
        "tuple[str, ...] = terms('degrees')",
        "[MD, MDD]",
        "5:49: `MDD` is not one of the degrees known here; did you mean `MD`?",
    ),
    "a list for a term": ("str = terms('degrees')", "[MD]", "5:44: must be text, not a list"),
    "an unknown kind inside": (
        "Criterion = part()",
        "{kind: degre}",
        "5:51: unknown kind `degre`; did you mean `degree`?",
    ),
    "an unknown term inside": (
        "Criterion = part()",
        "{kind: degree, degree: MDD}",
        "5:67: `MDD` is not one of the degrees known here; did you mean `MD`?",
    ),
    "a kind that does not offer what is asked": (
        "Criterion = part(offers='milestones')",
        "{kind: certification, name: ACLS}",
        "5:44: takes one criterion of kind degree or license or training, not `certification`",
    ),
    "an unknown word": (
        "Criterion = part(shorthand={'doctor': {'kind': 'degree', 'degree': 'MD'}})",
        "docter",
        "5:44: `docter` is neither a criterion nor a word for one; did you mean `doctor`?",
    ),
    "an unknown criterion of a list": (
        "tuple[Criterion, ...]",
        "[{kind: degree, degree: MD}, {kind: degre}]",
        "5:80: unknown kind `degre`; did you mean `degree`?",
    ),
}


@pytest.mark.parametrize("case", MISFITS)
def test_settings_of_a_plugin_are_refused_where_they_stand(write: Write, tmp_path: Path, case: str) -> None:
    """
    What a plugin's setting cannot be is refused with its place, like that of a built-in kind.
    """
    declaration, text, message = MISFITS[case]
    catalog = open_catalog(plugins=[write("acme_rules.py", ("hours: int", f"hours: {declaration}"))])
    file = rules(tmp_path, f"{{kind: acme/hours, hours: {text}}}")
    with pytest.raises(DocumentError) as caught:
        catalog.load_ruleset(file)

    assert f"{file}:{message}" == str(caught.value).split("\n")[0]


@pytest.mark.parametrize(
    ("declaration", "text"),
    [
        pytest.param("Criterion = part()", MD, id="part"),
        pytest.param("Criterion", MD, id="criterion"),
        pytest.param("Criterion | None = part(default=None)", MD, id="perhaps"),
        pytest.param("Criterion = part(shorthand={'md': {'kind': 'degree', 'degree': 'MD'}})", "md", id="word"),
    ],
)
def test_a_plugin_may_hold_another_criterion(write: Write, tmp_path: Path, declaration: str, text: str) -> None:
    """
    A setting may be a criterion of any kind, or a word that stands for one.
    """
    catalog = open_catalog(plugins=[write("acme_rules.py", ("hours: int", f"hours: {declaration}"))])
    inner = criterion_of(catalog, catalog.load_ruleset(rules(tmp_path, f"{{kind: acme/hours, hours: {text}}}"))).hours

    assert (inner.kind, inner.degree) == ("degree", ("MD",))


def test_a_plugin_that_names_no_vocabulary_is_told_so(write: Write, tmp_path: Path) -> None:
    """
    A field with terms of a vocabulary that nobody has is an error that names the vocabulary.
    """
    catalog = open_catalog(plugins=[write("acme_rules.py", ("hours: int", "hours: str = terms('degres')"))])
    reasons = [each.reason or "" for each in catalog.failed]
    if not reasons:
        with pytest.raises((DocumentError, PluginError)) as caught:
            catalog.load_ruleset(rules(tmp_path, "{kind: acme/hours, hours: MD}"))
        reasons = [str(caught.value)]

    assert "no vocabulary is called `degres`; did you mean `degrees`?" in reasons[0]
    assert "is missing" not in reasons[0]


def test_a_setting_of_a_type_that_cannot_be_read_is_told_so(write: Write, tmp_path: Path) -> None:
    """
    A plugin whose setting has a type that no rule set can give fails by its name, and not by a crash.
    """
    catalog = open_catalog(plugins=[write("acme_rules.py", ("hours: int", "hours: object"))])
    if not catalog.failed:
        with pytest.raises((DocumentError, PluginError), match="hours"):
            catalog.load_ruleset(rules(tmp_path, "{kind: acme/hours, hours: 5}"))


TREE = """\
        parts = {str(at): context.assess(each, profile) for at, each in enumerate(self.hours)}
        return Finding.any_of(parts)
"""


@pytest.mark.parametrize(
    ("document", "outcomes"),
    [
        pytest.param({"education": [{"degree": "DO", "conferred": "2001"}]}, Outcomes.MET, id="met"),
        pytest.param({"none": ["education"]}, Outcomes.NOT_MET, id="not met"),
        pytest.param({}, Outcomes.UNDETERMINED, id="undetermined"),
    ],
)
def test_a_tree_of_a_plugin_is_two_lines(
    write: Write, tmp_path: Path, document: dict[str, Any], outcomes: Outcomes
) -> None:
    """
    A plugin's own tree assesses its parts and folds them, like the built-in ones.
    """
    line = next(each for each in HOURS.splitlines(keepends=True) if "Finding.of" in each)
    file = write("acme_rules.py", ("hours: int", "hours: tuple[Criterion, ...]"), (line, TREE))
    catalog = open_catalog(plugins=[file])
    ruleset = catalog.load_ruleset(rules(tmp_path, f"{{kind: acme/hours, hours: [{MD}, {{kind: degree, degree: DO}}]}}"))
    finding = assess(catalog, ruleset, document)["a"].finding
    same = catalog.load_ruleset(rules(tmp_path, f"{{any_of: [{MD}, {{kind: degree, degree: DO}}]}}", "same"))

    assert outcomes is finding.outcomes
    assert ["0", "1"] == list(finding.parts)
    assert assess(catalog, same, document)["a"].finding == finding


# --- vocabularies


def vocabulary(name: str, *terms: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return ("NAME", repr(name)), ("TERMS", repr(list(terms)))


def test_vocabularies_are_merged(write: Write, tmp_path: Path) -> None:
    """
    A plugin adds terms to a vocabulary there is, and rule sets and profiles know them.
    """
    added = {"code": "ACME-C", "name": "Acme Certificate", "synonyms": ["acmec"]}
    catalog = open_catalog(plugins=[write("terms.py", *vocabulary("certifications", added), source=VOCABULARY)])
    ruleset = catalog.load_ruleset(rules(tmp_path, "{kind: certification, name: acme certificate}"))
    document = {"recorded_on": str(ON), "certifications": [{"name": "ACMEC", "status": "active", "expires": "2027"}]}

    assert criterion_of(catalog, ruleset).name == "ACME-C"
    assert Status.MET is assess(catalog, ruleset, document)["a"].status
    assert len(load_vocabulary().certifications) + 1 == len(catalog.vocabulary.certifications)
    assert load_vocabulary().digest != catalog.vocabulary.digest


def test_a_vocabulary_of_another_name_is_added(write: Write, tmp_path: Path) -> None:
    """
    Plugins may add a vocabulary of their own, several of them to one, and use it in settings, in any order.
    """
    files = [
        write("red.py", *vocabulary("colors", {"code": "red", "synonyms": ["rouge"]}), source=VOCABULARY),
        write("blue.py", *vocabulary("colors", {"code": "blue"}), source=VOCABULARY),
        write("acme_rules.py", ("hours: int", "hours: tuple[str, ...] = terms('colors')")),
    ]
    file = rules(tmp_path, "{kind: acme/hours, hours: [Rouge, blue]}")
    for order in permutations(files):
        catalog = open_catalog(plugins=order)

        assert not catalog.failed
        assert criterion_of(catalog, catalog.load_ruleset(file)).hours == ("red", "blue")


def test_words_that_mean_something_else_already_are_refused(write: Write) -> None:
    """
    A plugin whose word stands for another term already fails, and the vocabulary stays as it was.
    """
    catalog = open_catalog(
        plugins=[
            write("md.py", *vocabulary("degrees", {"code": "MDX", "synonyms": ["M.D."]}), source=VOCABULARY),
            write("red.py", *vocabulary("colors", {"code": "red", "synonyms": ["rot"]}), source=VOCABULARY),
            write("rust.py", *vocabulary("colors", {"code": "rust", "synonyms": ["rot"]}), source=VOCABULARY),
        ]
    )
    reasons = {each.name: each.reason for each in catalog.failed}
    md = catalog.vocabulary.degrees.find("M.D.")

    assert reasons["md.py"] == "ValueError: vocabulary `degrees`: `M.D.` stands for both `MD` and `MDX`"
    assert "`rot` stands for both" in (reasons["rust.py"] or "")
    assert md is not None
    assert md.code == "MD"


def test_one_plugin_may_offer_a_vocabulary_in_two_parts(write: Write) -> None:
    """
    Terms that a plugin offers for one vocabulary in two lists are all known.
    """
    both = ('[terms_of(NAME, {"terms": TERMS})]', '[terms_of("colors", {"terms": [{"code": each}]}) for each in "ab"]')
    catalog = open_catalog(plugins=[write("both.py", both, source=VOCABULARY)])

    assert ["a", "b"] == sorted(catalog.vocabulary["colors"].terms)


# --- rule sets


def test_a_rule_set_of_a_plugin_is_found_by_its_id(write: Write, tmp_path: Path) -> None:
    """
    A plugin's rule set is found by the id in it, and may use the plugin's kinds.
    """
    rules(tmp_path, "{kind: acme/hours, hours: 3}", "offered").write_text(
        RULES.format(id="acme/role", criterion="{kind: acme/hours, hours: 3}")
    )
    catalog = open_catalog(plugins=[write("acme_rules.py", source=HOURS + RULESETS.replace("FILE", "offered"))])

    assert "acme/role" in catalog.rulesets()
    assert catalog.load_ruleset("acme/role").id == "acme/role"
    assert Status.MET is assess(catalog, catalog.load_ruleset("acme/role"))["a"].status


@pytest.mark.parametrize(
    "criterion",
    [
        pytest.param("{kind: degre}", id="that is broken"),
        pytest.param("{kind: acme/nothing}", id="that needs what nobody offers"),
        pytest.param(None, id="that is not there"),
    ],
)
def test_a_bad_rule_set_of_a_plugin_stops_no_other(write: Write, tmp_path: Path, criterion: str | None) -> None:
    """
    A plugin that offers a rule set which cannot be read does not keep others from being loaded.
    """
    if criterion is not None:
        rules(tmp_path, criterion, "offered")
    catalog = open_catalog(plugins=[write("acme_rules.py", ("FILE", "offered"), source=RULESETS)])

    assert catalog.load_ruleset("medical-director").id == "medical-director"
    assert "medical-director" in catalog.rulesets()


def test_a_rule_set_with_the_id_of_a_built_in_one_is_refused(write: Write, tmp_path: Path) -> None:
    """
    A plugin cannot replace a built-in rule set: it is listed as failed, with the id.
    """
    rules(tmp_path, MD, "offered").write_text(RULES.format(id="medical-director", criterion=MD))
    catalog = open_catalog(plugins=[write("acme_rules.py", ("FILE", "offered"), source=RULESETS)])
    expected = "the rule set `medical-director` is offered by `reqcheck` already; give its file another id"

    assert [expected] == [each.reason for each in catalog.failed]
    assert "medical-director" == catalog.load_ruleset("medical-director").id


def test_two_rule_sets_of_one_id_are_told(write: Write, tmp_path: Path) -> None:
    """
    Two plugins that offer a rule set of the same id give the same result in either order.
    """
    files = []
    for name, degree in (("one", "MD"), ("two", "DO")):
        rules(tmp_path, MD, name).write_text(
            RULES.format(id="acme/role", criterion=f"{{kind: degree, degree: {degree}}}")
        )
        files.append(write(f"{name}.py", ("FILE", name), source=RULESETS))
    results = {loaded(list(order), "acme/role") for order in permutations(files)}

    assert len(results) == 1


def loaded(files: list[Path], name: str) -> str:
    """
    The digest of the rule set that a name stands for, or why it stands for none.
    """
    catalog = open_catalog(plugins=files)
    try:
        return catalog.load_ruleset(name).digest()
    except Exception as error:  # noqa: BLE001 - any refusal is a result
        return type(error).__name__


# --- order


def test_results_do_not_depend_on_the_order_of_plugins(write: Write, tmp_path: Path) -> None:
    """
    Kinds, vocabulary, rule sets and reports are the same whichever plugin comes first.
    """
    rules(tmp_path, "{kind: b/hours, hours: 1}", "offered")
    files = [
        write("a.py", ("acme/hours", "a/hours")),
        write("b.py", ("acme/hours", "b/hours"), source=HOURS + RULESETS.replace("FILE", "offered")),
        write("c.py", *vocabulary("colors", {"code": "red"}), source=VOCABULARY),
        write("d.py", *vocabulary("colors", {"code": "blue"}), source=VOCABULARY),
        write("bad.py", ("import attrs", "1 / 0")),
    ]
    seen = set()
    turned = [files[at:] + files[:at] for at in range(len(files))]
    for order in (*turned, *(each[::-1] for each in turned)):
        catalog = open_catalog(plugins=order)
        listed = tuple(sorted((each.name, each.reason or "") for each in others(catalog)))
        seen.add((catalog.kinds, catalog.rulesets(), catalog.vocabulary.digest, listed))
    reports = {
        assess(each, each.load_ruleset("offered")).to_json()
        for each in (open_catalog(plugins=files), open_catalog(plugins=files[::-1]))
    }

    assert len(seen) == 1
    assert len(reports) == 1


def test_which_of_two_plugins_has_a_kind_does_not_depend_on_their_order(write: Write, tmp_path: Path) -> None:
    """
    Two plugins that offer one kind give the same result in either order.
    """
    files = [write("one.py"), write("two.py", ("{n} hours", "{n} hours of two"))]
    file = rules(tmp_path, "{kind: acme/hours, hours: 1}")
    results = set()
    for order in permutations(files):
        catalog = open_catalog(plugins=order)
        failed = tuple(sorted(each.name for each in catalog.failed))
        try:
            results.add((failed, assess(catalog, catalog.load_ruleset(file))["a"].finding.reason.text))
        except (DocumentError, PluginError):
            results.add((failed, "refused"))

    assert len(results) == 1


def test_a_rule_set_is_bound_anew_by_a_catalog_that_lies_where_another_was(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A rule set bound by one catalog is bound anew by the next, though Python gives it the same `id`.
    """
    monkeypatch.setattr("reqcheck.catalog.id", lambda _: 1, raising=False)
    ruleset = open_catalog(plugins=[write("acme_rules.py")]).load_ruleset(
        rules(tmp_path, "{kind: acme/hours, hours: 1}")
    )
    expected, found = [], []
    for number in range(3):
        file = write(f"plugin{number}.py", ("{n} hours", f"{number} is the answer"))
        expected.append(f"{number} is the answer")
        found.append(assess(open_catalog(plugins=[file]), ruleset)["a"].finding.reason.text)

    assert expected == found


def test_two_files_of_one_name_are_two_plugins(write: Write, tmp_path: Path) -> None:
    """
    Plugin files of the same name in two folders do not get in each other's way.
    """
    (tmp_path / "sub").mkdir()
    files = [write("acme_rules.py"), write("sub/acme_rules.py", ("acme/hours", "sub/hours"))]
    catalog = open_catalog(plugins=files)

    assert not catalog.failed
    assert {"acme/hours", "sub/hours"} <= set(catalog.kinds)


# --- installed plugins


SCRIPT = """
from datetime import date
from reqcheck import Profile, check, load_ruleset, open_catalog

catalog = open_catalog()
for each in catalog.plugins:
    if each.origin == "installed":
        print(each.name, "|", each.reason, "|", *each.kinds)
report = check(Profile.from_dict({}), load_ruleset("acme/role"), as_of=date(2026, 11, 22))
print(report["a"].status, report["a"].finding.reason.text)
print(catalog.check(Profile.from_dict({}), catalog.load_ruleset("acme/role"), as_of=date(2026, 11, 22)).decision)
"""


def installed(folder: Path, name: str, entry_points: dict[str, str]) -> None:
    """
    A distribution as an installer leaves it, with entry points of the group reqcheck.
    """
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    lines = "".join(f"{key} = {value}\n" for key, value in entry_points.items())
    (info / "entry_points.txt").write_text(f"[reqcheck]\n{lines}")


def run(folder: Path, *words: str) -> str:
    """
    What Python prints in a process of its own that sees the distributions of a folder.
    """
    path = os.pathsep.join([str(folder), str(ROOT)])
    done = subprocess.run(
        [sys.executable, *words],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert not done.stderr, done.stderr
    return done.stdout


def test_installed_plugins_are_found_by_their_entry_points(write: Write, tmp_path: Path) -> None:
    """
    A package offers its plugin by an entry point; a bad one is listed, and the others go on.
    """
    (tmp_path / "site").mkdir()
    write("site/acme_reqcheck.py", source=HOURS + RULESETS.replace("FILE", "acme"))
    write("site/acme.yaml", source=RULES.format(id="acme/role", criterion="{kind: acme/hours, hours: 7}"))
    write("site/broken_reqcheck.py", source="1 / 0\n")
    installed(tmp_path / "site", "acme-reqcheck", {"acme": "acme_reqcheck"})
    installed(
        tmp_path / "site",
        "broken-reqcheck",
        {"broken": "broken_reqcheck", "absent": "absent_reqcheck", "nothing": "acme_reqcheck:nothing"},
    )
    expected = dedent(
        """\
        absent | ModuleNotFoundError: No module named 'absent_reqcheck' |
        acme | None | acme/hours
        broken | ZeroDivisionError: division by zero |
        nothing | AttributeError: module 'acme_reqcheck' has no attribute 'nothing' |
        met 7 hours
        qualified
        """
    )
    printed = run(tmp_path / "site", "-c", SCRIPT)

    assert expected == "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def test_help_and_version_load_no_plugin(write: Write, tmp_path: Path) -> None:
    """
    `--help` and `--version` answer without importing an installed plugin.
    """
    (tmp_path / "site").mkdir()
    write("site/loud_reqcheck.py", source="import pathlib\npathlib.Path('loaded').touch()\n")
    installed(tmp_path / "site", "loud-reqcheck", {"loud": "loud_reqcheck"})
    run(tmp_path / "site", "-m", "reqcheck", "--help")
    run(tmp_path / "site", "-m", "reqcheck", "--version")
    untouched = not (tmp_path / "site" / "loaded").exists()
    run(tmp_path / "site", "-c", "import reqcheck; reqcheck.open_catalog()")

    assert untouched
    assert (tmp_path / "site" / "loaded").exists()


# --- the plugin of the manual


TELEHEALTH = '''
"""
Telehealth: hours of remote care by Acme's own records.
"""

from typing import ClassVar

import attrs

from reqcheck import Context, Criterion, Evidence, Finding, Missing, Profile, Reason, hookimpl


@attrs.frozen(kw_only=True)
class TelehealthHours:
    """
    The candidate has given at least *hours* hours of remote care.
    """

    kind: ClassVar[str] = "acme/telehealth_hours"

    hours: int

    def assess(self, profile: Profile, context: Context) -> Finding:
        given = profile.extension("acme").get("telehealth_hours")
        where = "/extensions/acme/telehealth_hours"
        if given is None:
            return Finding.undetermined(
                Reason("acme.telehealth.unknown", "no record of telehealth hours"),
                missing=[Missing(where, "How many hours of remote care has the candidate given?")],
            )
        return Finding.of(
            given >= self.hours,
            Reason("acme.telehealth", "{given} of {needed} hours", {"given": given, "needed": self.hours}),
            evidence=[Evidence(where, f"{given} hours of remote care")],
        )


@hookimpl
def reqcheck_criteria() -> list[type[Criterion]]:
    return [TelehealthHours]
'''


@pytest.fixture(params=["the manual", "the example"])
def telehealth(request: pytest.FixtureRequest, write: Write) -> Catalog:
    """
    A catalog with the plugin that the manual shows, and with the one among the examples.
    """
    example = ROOT / "examples" / "acme_rules.py"
    if request.param == "the example" and not example.exists():
        pytest.skip("no examples/acme_rules.py")
    file = example if request.param == "the example" else write("telehealth.py", source=TELEHEALTH)
    return open_catalog(plugins=[file])


@pytest.mark.parametrize(
    ("given", "status", "text"),
    [
        pytest.param(250, Status.MET, "250 of 200 hours", id="enough"),
        pytest.param(200, Status.MET, "200 of 200 hours", id="just enough"),
        pytest.param(199, Status.NOT_MET, "199 of 200 hours", id="too few"),
        pytest.param(None, Status.UNDETERMINED, "no record of telehealth hours", id="not known"),
        pytest.param("many", Status.ERROR, "the criterion failed", id="no number"),
    ],
)
def test_the_plugin_of_the_manual_works(
    telehealth: Catalog, tmp_path: Path, given: object, status: Status, text: str
) -> None:
    """
    The plugin that the manual shows decides, asks and fails as a built-in kind does.
    """
    ruleset = telehealth.load_ruleset(rules(tmp_path, "{kind: acme/telehealth_hours, hours: 200}"))
    report = assess(telehealth, ruleset, {"extensions": {"acme": {"telehealth_hours": given}}})
    question = "How many hours of remote care has the candidate given?"

    assert ["acme/telehealth_hours"] == [kind for each in others(telehealth) for kind in each.kinds]
    assert (status, text) == (report["a"].status, report["a"].finding.reason.text)
    assert ([question] if given is None else []) == [each.question for each in report.questions]


def test_the_hours_of_the_manual_may_be_a_parameter(telehealth: Catalog, tmp_path: Path) -> None:
    """
    A parameter stands in a plugin's setting as in any other.
    """
    file = rules(tmp_path, "{kind: acme/telehealth_hours, hours: $hours}")
    file.write_text(file.read_text("utf-8") + "parameters: {hours: {type: number}}\n", "utf-8")
    ruleset = telehealth.load_ruleset(file)
    profile = Profile.from_dict({"extensions": {"acme": {"telehealth_hours": 10}}})
    report = telehealth.check(profile, ruleset, as_of=ON, parameters={"hours": 10})

    assert Status.MET is report["a"].status


def test_extensions_count_as_claimed(telehealth: Catalog, tmp_path: Path) -> None:
    """
    Under a floor above claimed, what a plugin reads of an extension does not suffice.
    """
    text = "{kind: acme/telehealth_hours, hours: 5, evidence: {at_least: documented}}"
    report = assess(
        telehealth,
        telehealth.load_ruleset(rules(tmp_path, text)),
        {"extensions": {"acme": {"telehealth_hours": 10}}},
    )

    assert Status.UNDETERMINED is report["a"].status


def test_a_report_names_the_plugins(telehealth: Catalog, tmp_path: Path) -> None:
    """
    A report lists the plugins that loaded, by name.
    """
    ruleset = telehealth.load_ruleset(rules(tmp_path, "{kind: acme/telehealth_hours, hours: 200}"))
    names = [each.name for each in others(telehealth)]

    assert f'"plugins":["{names[0]}"]' in assess(telehealth, ruleset).to_json()
