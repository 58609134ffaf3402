"""
Overlays: what layers come to, and every error with the file, the line and the column of its own.
"""

from __future__ import annotations

import json
import os
import pickle
from datetime import date
from pathlib import Path

import pytest

from reqcheck import Catalog, DocumentError, RuleSet, open_catalog
from reqcheck.document import Place
from reqcheck.loading.limits import LAYERS

ON = date(2026, 11, 22)
MARK = "▸"
BASE = """\
schema: reqcheck.ruleset/1
id: acme/base
title: A role
version: "3"
summary: What everybody asks.
reviewed_on: 2026-01-01
sources:
  bylaws: {title: Bylaws}
parameters:
  years: {type: number, default: 5, source: bylaws, note: Our reading.}
  state: {type: jurisdiction}
requirements:
  degree: {title: A degree, basis: {source: bylaws}, criterion: {kind: degree, degree: [MD, DO]}}
  license: {criterion: {kind: license, type: medical, jurisdiction: $state, unrestricted: yes}}
  work: {criterion: {kind: experience, category: clinical, years: $years}}
  either: {level: preferred, criterion: {any_of: [{kind: degree, degree: MBA}, {kind: certification, name: ACLS}]}}
not_checked: [Manners]
tests: []
"""
HEAD = "schema: reqcheck.ruleset/1\nid: acme/top\nextends: ./base.yaml\n"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_catalog()


class Folder:
    """
    A folder of rule sets.
    """

    def __init__(self, path: Path, catalog: Catalog) -> None:
        self.path = path
        self._catalog = catalog

    def load(self, top: str, **files: str) -> RuleSet:
        """
        The rule set *top*, among others in its folder: `base` is base.yaml.
        """
        for name, text in {"base": BASE, **files, "top": top}.items():
            (self.path / f"{name}.yaml").write_text(text, "utf-8")
        return self._catalog.load_ruleset(self.path / "top.yaml")

    def overlay(self, text: str) -> RuleSet:
        return self.load(f"{HEAD}{text}")

    def refused(self, top: str, **files: str) -> list[tuple[str, int, int, str, str]]:
        """
        What is wrong with a rule set: file, line, column, code and message.
        """
        with pytest.raises(DocumentError) as caught:
            self.load(top, **files)
        assert "Traceback" not in str(caught.value)
        places = [(each.place or Place(0, 0), each) for each in caught.value.problems]
        return [(place.file, place.line, place.column, each.code, each.message) for place, each in places]

    def refuses(self, top: str, *wrong: tuple[str, str]) -> None:
        """
        The text is refused for what is wrong at each of its marks, and for nothing else.
        """
        places, clean = [], ""
        for part in top.split(MARK)[:-1]:
            clean += part
            places.append(("", clean.count("\n") + 1, len(clean) - clean.rfind("\n")))

        assert [(*place, *each) for place, each in zip(places, wrong, strict=True)] == self.refused(top.replace(MARK, ""))


@pytest.fixture
def folder(tmp_path: Path, catalog: Catalog) -> Folder:
    return Folder(tmp_path, catalog)


# --- what layers come to


def test_an_overlay_inherits_what_it_does_not_name(folder: Folder) -> None:
    """
    Title, version, summary, sources, parameters, requirements and what is left to people are those of the base.
    """
    base, top = folder.load(BASE), folder.overlay("")

    assert (top.id, top.title, top.version, top.summary) == ("acme/top", "A role", "3", "What everybody asks.")
    assert (top.sources, top.parameters, top.requirements) == (base.sources, base.parameters, base.requirements)
    assert (top.not_checked, top.reviewed_on, top.layers) == (("Manners",), date(2026, 1, 1), ("acme/top", "acme/base"))


def test_other_values_at_the_top_override(folder: Folder) -> None:
    """
    What an overlay says of the whole role stands instead of what its base says.
    """
    top = folder.overlay(
        'title: Ours\nversion: "9"\nsummary: Less.\nstatus_lasts: 30\nstale_after: 60\nreviewed_on: 2026-06-01\n'
        "leads_to: [acme/next]\nevidence: {at_least: documented}\neffective: {from: 2026-01-01}\n"
    )

    assert (top.title, top.version, top.summary, top.status_lasts, top.stale_after) == ("Ours", "9", "Less.", 30, 60)
    assert (top.reviewed_on, top.leads_to, top.evidence.at_least.word) == (date(2026, 6, 1), ("acme/next",), "documented")
    assert top.effective is not None
    assert top.effective.from_ == date(2026, 1, 1)


def test_set_changes_a_default_and_what_is_said_of_it(folder: Folder) -> None:
    """
    The source and the note of the old default do not speak for the new one.
    """
    top = folder.overlay("sources: {standard: {title: S}}\nset:\n  years: {to: 7, because: Standard 12, source: standard}\n")
    years = top.parameters["years"]

    assert (years.default, years.source, years.note, years.type) == ("7", "standard", None, "number")


def test_settings_patch_a_leaf_and_lists_are_replaced(folder: Folder, catalog: Catalog) -> None:
    """
    Settings that are not named stay as they are; a list stands instead of the other one.
    """
    top = folder.overlay(
        "change:\n  license: {settings: {unrestricted: no}, because: b}\n  degree: {settings: {degree: [DO]}, because: b}\n"
    )
    bound = catalog.bind(top, {"state": "CA"}, ON)

    assert ["DO degree", "active medical license in US-CA"] == [
        "DO degree" if each.id == "degree" else each.title for each in bound.requirements[:2]
    ]
    assert "DO" in str(bound.requirements[0].criterion)
    assert "MD" not in str(bound.requirements[0].criterion)


def test_change_replaces_what_it_names(folder: Folder) -> None:
    """
    Level, title, evidence, when, basis, note and a whole criterion.
    """
    top = folder.overlay(
        "change:\n  work:\n    because: b\n    level: review\n    title: Work\n    evidence: {at_least: documented}\n"
        "    when: {state: CA}\n    basis: {source: bylaws, section: '2'}\n    note: n\n"
        "    criterion: {kind: experience, category: clinical, months: 6}\n"
    )
    work = next(each for each in top.requirements if each.id == "work")

    assert (work.level, work.title, work.note, work.when is not None) == ("review", "Work", "n", True)
    assert work.basis is not None
    assert (work.basis.section, str(work.criterion["months"])) == ("2", "6")  # type: ignore[index]


def test_requirements_are_removed_changed_in_place_and_added_at_the_end(folder: Folder) -> None:
    """
    The order is that of the base; what is added follows.
    """
    top = folder.overlay(
        "change: {license: {level: review, because: b}}\nremove: {degree: {because: b}}\n"
        "requirements: {more: {because: b, criterion: {kind: certification, name: ACLS}}}\nnot_checked: [Humor, Manners]\n"
    )

    assert [each.id for each in top.requirements] == ["license", "work", "either", "more"]
    assert top.not_checked == ("Manners", "Humor")


def test_what_layers_did_is_kept_with_its_reason(folder: Folder) -> None:
    """
    Each edit has its act, its name, what it changes, its layer and why; the lowest layer comes first.
    """
    middle = "schema: reqcheck.ruleset/1\nid: acme/middle\nextends: ./base.yaml\nset: {years: {to: 6, because: First}}\n"
    top = folder.load(HEAD.replace("base", "middle") + "change: {work: {level: review, because: Second}}\n", middle=middle)

    assert [(each.act, each.name, each.keys, each.layer, each.because) for each in top.edits] == [
        ("set", "years", ("default",), "acme/middle", "First"),
        ("change", "work", ("level",), "acme/top", "Second"),
    ]
    assert top.layers == ("acme/top", "acme/middle", "acme/base")


def test_tests_are_not_inherited(folder: Folder) -> None:
    """
    The tests of a base say what the base decides.
    """
    assert "tests" not in folder.overlay("").document


def test_a_base_is_found_by_id(folder: Folder) -> None:
    """
    `extends` names a built-in rule set.
    """
    top = folder.load(HEAD.replace("./base.yaml", "medical-director"))

    assert top.layers == ("acme/top", "medical-director")


def test_a_base_is_found_among_those_of_plugins(tmp_path: Path) -> None:
    """
    `extends` names a rule set of a plugin, which may extend a file beside it.
    """
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "base.yaml").write_text(BASE, "utf-8")
    (tmp_path / "rules" / "role.yaml").write_text(HEAD.replace("acme/top", "acme/role"), "utf-8")
    (tmp_path / "acme.py").write_text(
        "from pathlib import Path\nfrom reqcheck import hookimpl\n@hookimpl\ndef reqcheck_rulesets():\n"
        "    return [Path(__file__).parent / 'rules' / 'role.yaml']\n",
        "utf-8",
    )
    (tmp_path / "top.yaml").write_text(HEAD.replace("./base.yaml", "acme/role"), "utf-8")
    catalog = open_catalog(plugins=[tmp_path / "acme.py"])

    assert catalog.load_ruleset(tmp_path / "top.yaml").layers == ("acme/top", "acme/role", "acme/base")


def test_layers_stand_in_folders_below(folder: Folder) -> None:
    """
    A path begins in the folder of its own file.
    """
    (folder.path / "sub").mkdir()
    (folder.path / "sub" / "base.yaml").write_text(BASE, "utf-8")
    (folder.path / "sub" / "middle.yaml").write_text(HEAD.replace("acme/top", "acme/middle"), "utf-8")

    top = folder.load(HEAD.replace("./base.yaml", "./sub/middle.yaml"))
    assert [Path(each.file).relative_to(folder.path).as_posix() for each in top.stack] == ["top.yaml", "sub/middle.yaml", "sub/base.yaml"]


def test_layers_may_be_json(folder: Folder) -> None:
    """
    JSON is YAML, for an overlay as for a base.
    """
    document = {"schema": "reqcheck.ruleset/1", "id": "acme/top", "extends": "./base.yaml", "remove": {"work": {"because": "b"}}}

    assert len(folder.load(json.dumps(document)).requirements) == 3


def test_an_overlay_can_be_sent_to_another_process(folder: Folder, catalog: Catalog) -> None:
    """
    A pickled overlay has the same digest, layers and edits, and binds.
    """
    top = folder.overlay("set: {years: {to: 6, because: b}}\n")
    copy = pickle.loads(pickle.dumps(top))

    assert (copy.digest(), copy.layers, copy.edits) == (top.digest(), top.layers, top.edits)
    assert catalog.bind(copy, {"state": "CA"}, ON).parameters == {"years": "6", "state": "US-CA"}


def test_a_base_that_changes_is_read_again(folder: Folder) -> None:
    """
    A catalog remembers what it parsed, and never what a file held before.
    """
    before = folder.overlay("")
    after = folder.load(HEAD, base=BASE.replace("default: 5", "default: 6"))
    again = folder.overlay("")

    assert [each.parameters["years"].default for each in (before, after, again)] == ["5", "6", "5"]
    assert before.digest() == again.digest() != after.digest()
    assert before.stack[1] is again.stack[1]


def test_a_base_that_is_wrong_stays_wrong(folder: Folder) -> None:
    """
    What is wrong with a base is told each time.
    """
    twice = f"{BASE}not_checked: [More]\n"

    assert folder.refused(HEAD, base=twice) == folder.refused(HEAD, base=twice) != []


# --- what is wrong with an overlay

MD = "{kind: degree, degree: MD}"
WRONG: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "an unknown requirement": (
        "change:\n  ▸licens: {level: review, because: b}\nremove:\n  ▸gree: {because: b}\n",
        [
            ("not-below", "`acme/base` has no requirement `licens`; did you mean `license`?"),
            ("not-below", "`acme/base` has no requirement `gree`; did you mean `degree`?"),
        ],
    ),
    "an unknown parameter": (
        "set:\n  ▸year: {to: 7, because: b}\n",
        [("not-below", "`acme/base` has no parameter `year`; did you mean `years`?")],
    ),
    "no reason": (
        "set:\n  years: ▸{to: 7}\nchange:\n  work: ▸{level: review}\nremove:\n  degree: ▸{}\nrequirements:\n  ▸more: {criterion: {kind: degree, degree: MBA}}\n",
        [
            ("missing", "`because` is missing"),
            ("missing", "`because` is missing"),
            ("missing", "`because` is missing"),
            ("missing", "`because` is missing; a requirement that an overlay adds says why"),
        ],
    ),
    "an empty reason": (
        "remove: {degree: {because: ▸''}}\n",
        [("wrong-type", "nothing stands here; write a value or leave the name out")],
    ),
    "a misspelt key": (
        "change:\n  work: {▸levl: review, because: b}\n",
        [("unknown-name", "unknown name `levl`; did you mean `level`?")],
    ),
    "nothing changed": (
        "change:\n  ▸work: {because: b}\n",
        [("changes-nothing", "nothing is changed about `work`; say what, or leave it out")],
    ),
    "changed and removed": (
        "change: {work: {level: review, because: b}}\nremove:\n  ▸work: {because: b}\n",
        [("changed-and-removed", "`work` is changed and removed; keep one of the two")],
    ),
    "an id that exists": (
        f"requirements:\n  ▸work: {{because: b, criterion: {MD}}}\n",
        [("exists-already", "`work` is one of the requirements of `acme/base` already; change it with `change`")],
    ),
    "a removed id that is added": (
        f"remove: {{work: {{because: b}}}}\nrequirements:\n  ▸work: {{because: b, criterion: {MD}}}\n",
        [("exists-already", "`work` is one of the requirements of `acme/base` already; change it with `change`")],
    ),
    "a parameter that exists": (
        "parameters:\n  ▸years: {type: number}\n",
        [("exists-already", "`years` is one of the parameters of `acme/base` already; change its default with `set`")],
    ),
    "a source that exists": (
        "sources:\n  ▸bylaws: {title: Others}\n",
        [("exists-already", "`bylaws` is one of the sources of `acme/base` already; give yours another name")],
    ),
    "settings of a tree": (
        "change:\n  either: {▸settings: {years: 3}, because: b}\n",
        [
            (
                "settings-of-a-tree",
                "`either` is a tree (`any_of`), which has no settings of its own; write `criterion` with the whole tree",
            )
        ],
    ),
    "settings and a criterion": (
        f"change:\n  work: {{▸settings: {{years: 3}}, criterion: {MD}, because: b}}\n",
        [("settings-and-criterion", "`settings` changes a criterion and `criterion` replaces it; keep one of the two")],
    ),
    "another kind by settings": (
        "change:\n  work: {settings: {▸kind: degree}, because: b}\n",
        [("settings-keep-the-kind", "`settings` keeps the kind; write `criterion` to ask for something else")],
    ),
    "settings that are no mapping": (
        "change:\n  work: {settings: ▸3, because: b}\n",
        [("wrong-type", "`settings` names settings of the criterion: {name: value}")],
    ),
    "a setting that the kind lacks": (
        "change:\n  work: {settings: {▸yeers: 3}, because: b}\n",
        [("unknown-name", "unknown name `yeers`; did you mean `years`?")],
    ),
    "a setting that does not fit": (
        "change:\n  degree: {settings: {degree: ▸MX}, because: b}\n",
        [("unknown-term", "`MX` is not one of the degrees known here")],
    ),
    "a default that does not fit": (
        "set:\n  years: {to: ▸many, because: b}\n",
        [("invalid", "`years` must be a number such as 5 or 2.5, not `many`")],
    ),
    "a source that is not declared": (
        "set:\n  years: {to: 7, because: b, source: ▸bylws}\n",
        [("invalid", "`bylws` is not one of the sources; did you mean `bylaws`?")],
    ),
    "acts that are no mappings": (
        "set: ▸x\nchange: ▸[]\nremove: ▸degree\n",
        [
            ("wrong-type", "`set` is a mapping by name"),
            ("wrong-type", "`change` is a mapping by name"),
            ("wrong-type", "`remove` is a mapping by name"),
        ],
    ),
    "requirements that are no mapping": (
        "requirements: ▸[]\n",
        [("invalid", "`requirements` is a mapping by name, not a list")],
    ),
    "nothing required": (
        "▸remove: {degree: {because: b}, license: {because: b}, work: {because: b}}\n",
        [("nothing-required", "no requirement is required, so that nothing could decide; give one `level: required`")],
    ),
    "a sentence with a colon": (
        "not_checked: [Manners, ▸{Humor: dry}]\n",
        [("wrong-type", "must be text, not a mapping")],
    ),
    "an unknown key": ("▸chnage: {}\n", [("unknown-name", "unknown name `chnage`; did you mean `change`?")]),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_an_overlay_is_told_at_its_place(folder: Folder, case: str) -> None:
    """
    Every problem of an overlay has its line and column, and there is no other.
    """
    text, wrong = WRONG[case]

    folder.refuses(HEAD + text, *wrong)


def test_an_overlay_has_an_id_and_a_schema_of_its_own(folder: Folder) -> None:
    """
    Neither is inherited.
    """
    found = folder.refused("extends: ./base.yaml\n")

    assert [("", 1, 1, "missing", "`schema` is missing"), ("", 1, 1, "missing", "`id` is missing")] == sorted(found, reverse=True)


def test_two_layers_have_two_ids(folder: Folder) -> None:
    """
    A report must tell the layers apart.
    """
    folder.refuses(
        HEAD.replace("acme/top", "▸acme/base"),
        ("same-id", "`acme/base` is the id of the rule set that it extends; give this one its own"),
    )


def test_no_two_layers_have_one_id(folder: Folder) -> None:
    """
    Not even those that do not follow each other.
    """
    middle = HEAD.replace("acme/top", "acme/middle")
    found = folder.refused(HEAD.replace("base", "middle").replace("acme/top", "acme/base"), middle=middle)

    assert [("", 2, 5, "same-id")] == [each[:4] for each in found]


@pytest.mark.parametrize("key", ["set", "change", "remove"])
def test_who_extends_nothing_changes_nothing(folder: Folder, key: str) -> None:
    """
    Edits without a base are refused by name.
    """
    message = f"`{key}` changes a rule set that this one extends; name it: `extends: ID`"

    folder.refuses(f"{MARK}{key}: {{}}\n{BASE}", ("no-base", message))


# --- what is wrong with a base


def test_problems_of_a_base_are_shown_in_its_file(folder: Folder) -> None:
    """
    File, line, column and caret are those of the base, however high the layer that was asked for stands.
    """
    base = BASE.replace("degree: [MD, DO]", "degree: [MX, DO]").replace("unrestricted", "unrestrictd")
    top = HEAD + "change: {work: {levl: review, because: b}}\n"
    file = str(folder.path / "base.yaml")
    with pytest.raises(DocumentError) as caught:
        folder.load(top, base=base)
    text = str(caught.value)

    assert [(each.place.file, each.place.line, each.place.column) for each in caught.value.problems if each.place] == [
        ("", 4, 17),
        (file, 13, 89),
        (file, 14, 77),
    ]
    assert f"{file}:13:89: `MX` is not one of the degrees known here\n      degree:" in text
    assert text.startswith(f"{folder.path / 'top.yaml'}:4:17: unknown name `levl`")


def test_a_problem_of_a_base_at_its_end_is_shown_there(folder: Folder) -> None:
    """
    A base that breaks off is refused with its own name and line.
    """
    found = folder.refused(HEAD, base='schema: reqcheck.ruleset/1\ntitle: "open\n')

    assert [(str(folder.path / "base.yaml"), "yaml")] == [(file, code) for file, _, _, code, _ in found]


def test_a_name_written_twice_in_a_base_is_told(folder: Folder) -> None:
    """
    The second one is named, with the base's file.
    """
    found = folder.refused(HEAD, base=f"{BASE}not_checked: [More]\n")

    assert [(str(folder.path / "base.yaml"), 19, 1, "yaml", "`not_checked` is written twice; it stands on line 17 already")] == found


def test_a_base_of_another_schema_is_refused(folder: Folder) -> None:
    """
    Every layer is written in the language that is known.
    """
    found = folder.refused(HEAD, base=BASE.replace("ruleset/1", "ruleset/2"))

    assert [(str(folder.path / "base.yaml"), 1, 9)] == [each[:3] for each in found]


def test_binding_shows_the_file_of_a_base(folder: Folder, catalog: Catalog) -> None:
    """
    A value that does not fit a criterion of the base is told where the base asks for it.
    """
    base = BASE.replace("years: $years", "months: $years")
    top = folder.load(HEAD, base=base)
    with pytest.raises(DocumentError) as caught:
        catalog.bind(top, {"state": "CA", "years": "2.5"}, ON)

    assert str(folder.path / "base.yaml") + ":15:" in str(caught.value)
    assert "months: $years" in str(caught.value)


# --- what extends cannot name


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("acme/bse", "no rule set is called `acme/bse`"),
        ("medical-directr", "no rule set is called `medical-directr`; did you mean `medical-director`?"),
        ("./bse.yaml", "there is no file `./bse.yaml`; did you mean `./base.yaml`?"),
        ("base.yaml", "`base.yaml` is neither an id nor a path that begins with `./`; write `./base.yaml`"),
        ("../base.yaml", "`../base.yaml`: `..` is not followed; keep all layers in the folder"),
        ("./sub/../base.yaml", "`./sub/../base.yaml`: `..` is not followed"),
        ("/etc/base.yaml", "`/etc/base.yaml` is neither an id nor a path that begins with `./`; keep all layers"),
        ("~/base.yaml", "`~/base.yaml` is neither an id nor a path"),
        ('"C:/base.yaml"', "`C:/base.yaml` is neither an id nor a path"),
        ('"https://example.org/base.yaml"', "`https://example.org/base.yaml` is neither an id nor a path"),
        ('".\\\\base.yaml"', "`.\\base.yaml` is no path here; write it with `/`"),
        ('"./base\\0.yaml"', "`extends` holds a character that no name of a rule set has"),
        ('"./base\\u202e.yaml"', "`extends` holds a character that no name of a rule set has"),
        ("[./base.yaml, ./more.yaml]", "`extends` names one rule set, not a list: its id, or ./FILE"),
        ("{id: x}", "`extends` names one rule set, not a mapping"),
        ("", "`extends` names one rule set, not nothing"),
        ("./", "cannot be read"),
        ("./pipe.yaml", "cannot be read: it is a device or a pipe, not a file"),
        ("./away.yaml", "`./away.yaml` is a link that leads out of the folder; keep all layers"),
        ("./folder/away.yaml", "`./folder/away.yaml` is a link that leads out of the folder"),
        ("./folder/awya.yaml", "`./folder/awya.yaml` is a link that leads out of the folder"),
        ("./loop.yaml", "`./loop.yaml` cannot be followed: no file, or a link that leads to itself"),
        ("./latin.yaml", "cannot be read: it is not UTF-8 text"),
    ],
)
def test_a_base_that_cannot_be_had_is_told_where_it_is_named(folder: Folder, name: str, says: str) -> None:
    """
    No path leaves the folder, by dots, from the root or by a link; no pipe is opened.
    """
    outside = folder.path.parent / f"{folder.path.name}-outside"
    outside.mkdir()
    (outside / "away.yaml").write_text(BASE, "utf-8")
    (folder.path / "away.yaml").symlink_to(outside / "away.yaml")
    (folder.path / "folder").symlink_to(outside)
    (folder.path / "loop.yaml").symlink_to(folder.path / "loop.yaml")
    (folder.path / "latin.yaml").write_bytes(b"id: \xff")
    os.mkfifo(folder.path / "pipe.yaml")
    found = folder.refused(f"schema: reqcheck.ruleset/1\nid: acme/top\nextends: {name}\n")

    assert len(found) == 1
    assert found[0][:2] == ("", 3)
    assert says in found[0][4]


def test_edits_are_read_also_where_an_added_part_is_no_mapping(folder: Folder) -> None:
    """
    All that is wrong is told at once: a part that cannot be read hides no edit of another.
    """
    top = f"{HEAD}set: {{nothing: {{to: 1, because: x}}}}\nremove: {{nobody: {{because: x}}}}\nparameters: []\nrequirements: none\n"

    assert [4, 5, 6, 7] == sorted(each[1] for each in folder.refused(top))


def test_a_link_that_stays_in_the_folder_is_followed(folder: Folder) -> None:
    """
    Only what leads out is refused.
    """
    (folder.path / "base.yaml").write_text(BASE, "utf-8")
    (folder.path / "same.yaml").symlink_to(folder.path / "base.yaml")

    assert folder.load(HEAD.replace("./base.yaml", "./same.yaml")).layers == ("acme/top", "acme/base")


def test_a_circle_is_named(folder: Folder) -> None:
    """
    A rule set that extends itself is refused where the circle closes, with its members.
    """
    middle = "schema: reqcheck.ruleset/1\nid: acme/middle\nextends: ./top.yaml\n"
    found = folder.refused(HEAD.replace("base", "middle"), middle=middle)

    assert found == [
        (str(folder.path / "middle.yaml"), 3, 10, "circle", "a rule set cannot extend itself: `acme/top` extends `acme/middle` extends `acme/top`")
    ]
    assert [("", 3, 10, "circle")] == [each[:4] for each in folder.refused(HEAD.replace("base", "top"))]


def test_a_long_chain_ends(folder: Folder) -> None:
    """
    As many layers as the limit says are read, and no more.
    """
    for number in range(LAYERS + 1):
        text = f"schema: reqcheck.ruleset/1\nid: acme/layer-{number}\nextends: ./layer{number + 1}.yaml\n"
        (folder.path / f"layer{number}.yaml").write_text(text, "utf-8")
    last = folder.path / f"layer{LAYERS - 3}.yaml"

    assert [("too-many-layers", f"more than {LAYERS} layers; a rule set may have no more")] == [
        each[3:] for each in folder.refused(HEAD.replace("base", "layer0"))
    ]
    last.write_text(HEAD.replace("acme/top", "acme/last"), "utf-8")
    assert len(folder.load(HEAD.replace("base", "layer0")).layers) == LAYERS
