"""
Every message of every error, with what brings it about: docs/messages.md is made of these cases.

Run this file to write the page anew, and read it aloud before it is kept.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner

from reqcheck import Catalog, Profile, ReqcheckError, answered, load_profile, load_suite, open_catalog
from reqcheck.cli import main
from reqcheck.loading.reports import results_in
from reqcheck.loading.rulesets import ruleset_from_yaml

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "messages.md"
ON = date(2026, 11, 22)
HEAD = 'schema: reqcheck.ruleset/1\nid: acme/role\ntitle: A role\nversion: "1"\n'
Case = Callable[[], object]


@cache
def catalog() -> Catalog:
    return open_catalog()


# --- what brings a message about


def profile(document: Any) -> Case:
    return lambda: Profile.from_json(document) if isinstance(document, str | bytes) else Profile.from_dict(document)


def rules(text: str) -> Case:
    return lambda: ruleset_from_yaml(text, "role.yaml", catalog()._settings)


def asking(criterion: str, top: str = "") -> Case:
    return rules(f"{HEAD}{top}requirements:\n  a:\n    criterion: {criterion}\n")


def top(text: str) -> Case:
    return asking("{kind: degree, degree: MD}", text)


def bound(values: dict[str, object], dates: dict[str, date] | None = None) -> Case:
    text = (
        f"{HEAD}parameters:\n  state: {{type: jurisdiction, title: State of work}}\n  years: {{type: number, default: 5}}\n"
        "  night: {type: yes_no, default: no}\n  setting: {one_of: [hospital, clinic], default: hospital}\n"
        "requirements:\n  a: {criterion: {kind: license, jurisdiction: $state}}\n"
    )
    return lambda: catalog().bind(ruleset_from_yaml(text, "role.yaml", catalog()._settings), values, ON, dates or {})


def command(*words: str, **files: str) -> Case:
    """
    What a command says that could not do its work, among these files.
    """

    def run() -> object:
        for name, text in files.items():
            Path(name.replace("_", ".")).write_text(text, "utf-8")
        result = CliRunner().invoke(main, list(words), prog_name="reqcheck")
        assert result.exit_code == 2, result.output
        raise ReqcheckError(result.stderr.strip())

    return run


def plugin(source: str, name: str = "acme.py") -> Case:
    """
    Why a plugin is refused, as a rule set that needs it says.
    """

    def run() -> object:
        Path(name).write_text(f"from reqcheck import *\nimport attrs\nfrom typing import ClassVar\n{source}\n", "utf-8")
        text = f"{HEAD}requirements:\n  a:\n    criterion: {{kind: acme/hours}}\n"
        return ruleset_from_yaml(text, "role.yaml", open_catalog(plugins=[name])._settings)

    return run


KIND = '@attrs.frozen(kw_only=True)\nclass Hours:\n    kind: ClassVar[str] = "{name}"\n    {field}\n    def assess(self, profile, context): ...\n'
OFFER = "@hookimpl\ndef reqcheck_criteria():\n    return {what}\n"


def offering(name: str = "acme/hours", field: str = "hours: int = 1", what: str = "[Hours]") -> Case:
    return plugin(KIND.format(name=name, field=field) + OFFER.format(what=what))


def trying(cases: str, head: str = "as_of: 2026-01-01\nprofile: {}\n", schema: str = "reqcheck.tests/1") -> Case:
    """
    What is said of tests that stand beside a rule set.
    """

    def run() -> object:
        Path("role.yaml").write_text(f"{HEAD}requirements:\n  degree: {{criterion: {{kind: degree, degree: MD}}}}\n", "utf-8")
        Path("role.test.yaml").write_text(f"schema: {schema}\n{head}cases:\n{cases}", "utf-8")
        return load_suite("role.yaml", catalog())

    return run


def alone() -> object:
    """
    Tests that stand beside no rule set.
    """
    Path("role.test.yaml").write_text("schema: reqcheck.tests/1\ncases:\n  one: {expect: {decision: qualified}}\n", "utf-8")
    return load_suite("role.test.yaml", catalog())


def expecting(expected: str, case: str = "") -> Case:
    return trying(f"  one: {{{case}expect: {{{expected}}}}}\n")


def deep(depth: int) -> Any:
    return {} if not depth else {"a": deep(depth - 1)}


def patch(steps: Any) -> Case:
    return lambda: answered({"licenses": [{"status": "active"}]}, steps)


OVERLAY = "schema: reqcheck.ruleset/1\nid: acme/top\nextends: {base}\n"
BASE = HEAD + (
    "sources: {bylaws: {title: B}}\nparameters: {years: {type: number, default: 5}}\nrequirements:\n"
    "  license: {criterion: {kind: license}}\n  credentials: {criterion: {any_of: [{kind: degree, degree: MD}]}}\n"
)


def layered(text: str, base: str = "./base.yaml", **files: str) -> Case:
    """
    An overlay among other rule sets: `more` is more.yaml.
    """

    def run() -> object:
        for name, content in {"base": BASE, **files, "top": OVERLAY.format(base=base) + text}.items():
            Path(f"{name}.yaml").write_text(content, "utf-8")
        return catalog().load_ruleset("top.yaml")

    return run


def leading_out() -> object:
    """
    An overlay of a file that is a link out of its folder.
    """
    Path("rules").mkdir()
    Path("base.yaml").write_text(BASE, "utf-8")
    Path("rules/base.yaml").symlink_to(Path("base.yaml").resolve())
    Path("rules/loop.yaml").symlink_to(Path("rules/loop.yaml").absolute())
    Path("rules/top.yaml").write_text(OVERLAY.format(base="./base.yaml"), "utf-8")
    return catalog().load_ruleset("rules/top.yaml")


def long_chain() -> object:
    for number in range(21):
        text = OVERLAY.format(base=f"./{number + 1}.yaml").replace("acme/top", f"acme/{number}")
        Path(f"{number}.yaml").write_text(text, "utf-8")
    return catalog().load_ruleset("0.yaml")


def dated(values: str, day: date = ON) -> Case:
    text = f"{HEAD}parameters: {{years: {{type: number, default: {values}}}}}\nrequirements:\n  a: {{criterion: {{kind: experience, years: $years}}}}\n"
    return lambda: catalog().bind(ruleset_from_yaml(text, "role.yaml", catalog()._settings), {}, day)


#: What is wrong, by its code: the meaning, and what brings about each of its messages.
CODES: dict[str, tuple[str, list[Case]]] = {
    # a profile
    "not-json": (
        "The text is no JSON, or a value is none that JSON has.",
        [
            profile('{"licenses": [}'),
            profile(b"\xff\xfe{}"),
            profile('{"note": "\\ud800"'),
            profile({"extensions": {"acme": {"a": b"x"}}}),
        ],
    ),
    "not-a-mapping": (
        "The whole document is something else than a mapping.",
        [profile("[1]"), profile("42"), rules("- a\n"), rules("")],
    ),
    "wrong-type": (
        "A value is of another type than its field takes.",
        [
            profile({"schema": "reqcheck.profile/9"}),
            profile({"recorded_on": "2026-11"}),
            profile({"licenses": [{"issued": "June 2019"}]}),
            profile({"licenses": [{"issued": "2019-02-30"}]}),
            profile({"licenses": [{"issued": ".."}]}),
            profile({"licenses": [{"expires": 2027}]}),
            profile({"licenses": [{"type": 5}]}),
            profile({"licenses": {}}),
            profile({"licenses": ["medical"]}),
            profile({"licenses": [{"compact": "yes"}]}),
            profile({"positions": [{"fte": 1.5}]}),
            profile({"positions": [{"hours_per_week": "40"}]}),
            profile({"exams": [{"attempts": -1}]}),
            profile({"positions": [{"duties": {"on call": "yes"}}]}),
            profile({"answers": [{"value": []}]}),
            profile({"extensions": {"acme": {1: 2}}}),
            asking("{kind: degree, degree: {a: b}}"),
            asking("{kind: degree, degree: ''}"),
            asking("{kind: degree, degree: []}"),
            asking("{kind: experience, years: five}"),
            top("status_lasts: 1.5\n"),
            top("reviewed_on: 2026\n"),
            top("reviewed_on: 2026-02-30\n"),
            top("reviewed_on: [a]\n"),
            asking("{kind: license, unrestricted: maybe}"),
            asking("{kind: license, evidence: {within_last: 120}}"),
            asking("{kind: license, evidence: {within_last: {days: 0}}}"),
            asking("{kind: license, evidence: verified}"),
            asking("degree"),
            asking("{any_of: MD}"),
            asking("{some_of: [MD]}"),
            asking("{kind: experience, years: 1, counts_from: birth}"),
            asking("{kind: experience, years: 1, counts_from: {kind: answer, key: a, question: b, equals: c}}"),
            rules(f"{HEAD}requirements:\n  a: {{criterion: {{kind: license}}, when: hospital}}\n"),
            rules(f"{HEAD}parameters: {{p: {{one_of: [a]}}}}\nrequirements:\n  a: {{criterion: {{kind: license}}, when: {{p: []}}}}\n"),
            rules(f"{HEAD}parameters: {{p: {{one_of: [a]}}}}\nrequirements:\n  a: {{criterion: {{kind: license}}, when: {{p: [[a]]}}}}\n"),
            trying("  {}\n"),
            expecting("decision: qualified", "parameters: 5, "),
            expecting("decision: qualified", "profile: [], "),
            expecting("decision: qualified", "profile: {licenses: [{expires: soon}]}, "),
            expecting("decision: qualified", "patch: 5, "),
            expecting("missing: status"),
        ],
    ),
    "missing": (
        "Something that has to stand there does not.",
        [
            rules("schema: reqcheck.ruleset/1\nid: acme/role\n"),
            asking("{kind: certification}"),
            trying("  one: {expect: {decision: qualified}}\n", "profile: {}\n"),
            trying("  one: {expect: {decision: qualified}}\n", "as_of: 2026-01-01\n"),
            trying("  one: {expect: {decision: qualified}}\n", schema="reqcheck.test/1"),
            expecting(""),
            expecting("statuses: {}"),
            alone,
            layered("remove: {license: {}}\n"),
            layered("requirements: {more: {criterion: {kind: degree, degree: MD}}}\n"),
        ],
    ),
    "unknown-field": (
        "A field of a profile that there is not: it could hide a license.",
        [
            profile({"licences": []}),
            profile({"licenses": [{"colour": "blue"}]}),
            profile({"amara.lindqvist@example.org": "x"}),
        ],
    ),
    "protected-field": (
        "A field that profiles have not, on purpose.",
        [profile({"subject": {"birth_date": "1980-01-01"}})],
    ),
    "duplicate-key": (
        "A name is written twice in a profile, so that one of its values would be lost.",
        [profile('{"licenses": [], "licenses": []}'), profile('{"extensions": {"acme": {"a": 1, "a": 2}}}')],
    ),
    "unknown-section": (
        "`partial`, `none` or `sources` names something that is no section.",
        [profile({"none": ["license"]}), profile({"sources": {"boards": {}}})],
    ),
    "not-empty": ("A section has records, and `none` says that it is empty.", [profile({"none": ["exams"], "exams": [{}]})]),
    "empty-and-partial": (
        "A section stands in `none` and in `partial`.",
        [profile({"none": ["exams"], "partial": ["exams"]})],
    ),
    "not-finite": (
        "A number that is none.",
        [profile('{"positions": [{"fte": NaN}]}'), profile({"extensions": {"acme": {"a": float("inf")}}})],
    ),
    "not-text": ("Text with half of a character in it.", [profile({"subject": {"id": "\ud800"}})]),
    "unreadable": (
        "A file cannot be read.",
        [lambda: load_profile("nowhere.json"), lambda: load_profile("/dev/null"), lambda: catalog().load_ruleset("nowhere.yaml"), layered("", "./")],
    ),
    # limits
    "too-big": ("The document has more bytes than are read.", [profile("{}".ljust(10_000_001)), rules("#" * 1_000_001)]),
    "too-deep": (
        "Lists and mappings stand too deep in each other.",
        [profile({"extensions": deep(101)}), profile("[" * 300)],
    ),
    "too-long": (
        "A number has more digits than are read.",
        [profile({"extensions": {"acme": {"a": 10**1000}}}), profile(f'{{"extensions": {{"acme": {{"a": 1{"0" * 5000}}}}}}}')],
    ),
    "too-many-records": (
        "A section, or the profile, has more records than are read.",
        [profile({"exams": [{}] * 50_001}), profile({"exams": [{}] * 50_000, "gaps": [{}] * 50_000, "skills": [{}]})],
    ),
    "too-many-values": (
        "The profile holds more fields and items than are read.",
        [profile({"extensions": {"acme": {"a": [[]] * 2_000_001}}})],
    ),
    "more-problems": (
        "Not all that is wrong is listed.",
        [lambda: last_of(profile({"exams": [{"part": 1}] * 1_001})), lambda: last_of(top("".join(f"x{each}: 1\n" for each in range(101))))],
    ),
    # a rule set
    "yaml": (
        "The text of a rule set is no YAML, or holds what rule sets do not use.",
        [
            rules("a: [1, 2\nb: 3\n"),
            rules("a: {text: Who? Where, and: when: ]}\n"),
            rules("a:\n\tb: 1\n"),
            rules("title: Director: medical\n"),
            rules("a: 'x\n"),
            rules("a: 1\n---\nb: 2\n"),
            rules("a: &x 1\nb: *x\n"),
            rules("a: !!python/name:os.system 1\n"),
            rules("? [a]\n: 1\n"),
            rules("a: 1\na: 2\n"),
            rules("a: " + "[" * 61),
            rules("a: [" + "1," * 50_000 + "1]"),
            rules("a: \x01\n"),
        ],
    ),
    "unknown-name": (
        "A name that a rule set, or a criterion, does not have.",
        [top("titel: x\n"), asking("{kind: license, jurisdicton: CA}"), asking("{kind: exam, exam: USMLE, part: 1, or 2}"), expecting("statuses: {degre: met}"), trying("  one: {expect: {decision: qualified}}\n", "ruleset: clinical-directr\n")],
    ),
    "unknown-word": ("None of the words that may stand there.", [asking("{kind: license, evidence: {at_least: verifyed}}"), expecting("decision: qualifed")]),
    "unknown-term": (
        "A word that the vocabulary does not know.",
        [asking("{kind: degree, degree: Doctr of Medicine}"), asking("{kind: license, jurisdiction: Atlantis}")],
    ),
    "unknown-kind": (
        "No criterion is of this kind.",
        [asking("{kind: licence}"), asking("{kind: zzz}"), asking("{kind: acme/zzz}")],
    ),
    "no-kind": ("A criterion that does not say what it is.", [asking("{kid: license}"), asking("{degree: MD}")]),
    "crowded-tree": (
        "`any_of` and the like stand beside something else.",
        [asking("{any_of: [{kind: license}], title: x}")],
    ),
    "later": (
        "A name that is kept for a later version.",
        [top("overrides: 1\nuse: base\n"), asking("{kind: license, pending: yes}")],
    ),
    "nothing-required": (
        "No requirement could decide.",
        [rules(f"{HEAD}requirements:\n  a: {{level: preferred, criterion: {{kind: license}}}}\n")],
    ),
    "invalid": (
        "Settings that do not fit together, or what is named is not declared.",
        [
            rules(f"{HEAD.replace('ruleset/1', 'ruleset/9')}requirements:\n  a: {{criterion: {{kind: license}}}}\n"),
            rules(f"{HEAD}sources: [a]\nrequirements:\n  a: {{criterion: {{kind: license}}}}\n"),
            rules(f"{HEAD}sources: {{guide: {{title: T}}}}\nrequirements:\n  a: {{basis: {{source: guides}}, criterion: {{kind: license}}}}\n"),
            top("parameters: {work state: {type: text}}\n"),
            top("parameters: {years: {}}\n"),
            top("parameters: {years: {type: numbr}}\n"),
            top("parameters: {years: {type: number, default: many}}\n"),
            top("parameters: {years: {type: number, source: guide}}\n"),
            dated("[{since: 2027-01-01, value: 5}, {since: 2027-01-01, value: 6}]"),
            asking("{kind: degree}"),
            asking("{kind: experience}"),
            asking("{kind: experience, years: 1, months: 1}"),
            asking("{kind: experience, years: 1, fte: 1e-99999999}"),
            asking("{kind: answer, key: a, question: b}"),
            asking("{some_of: {at_least: 3, of: [{kind: license}]}}"),
            top("effective: {from: 2026-02-01, until: 2026-01-01}\n"),
            expecting("decision: qualified", "profile: ../one.json, "),
            expecting("decision: qualified", "profile: /one.json, "),
            trying("  one: {expect: {decision: qualified}}\n", "ruleset: clinical-director\nas_of: 2026-01-01\nprofile: {}\n"),
        ],
    ),
    "undeclared-parameter": ("`$name` of no parameter.", [asking("{kind: license, jurisdiction: $sate}", "parameters: {state: {type: text}}\n")]),
    # layers
    "bad-extends": (
        "`extends` names something that cannot be a rule set below.",
        [
            layered("", "../base.yaml"),
            layered("", "/etc/base.yaml"),
            layered("", "base.yaml"),
            layered("", '"https://example.org/base.yaml"'),
            layered("", '".\\\\base.yaml"'),
            layered("", '"./base\\0.yaml"'),
            leading_out,
            rules(f"{OVERLAY.format(base='./base.yaml')}"),
        ],
    ),
    "no-such-base": (
        "There is no rule set that `extends` names.",
        [layered("", "./bse.yaml"), layered("", "medical-directr")],
    ),
    "circle": ("A rule set extends itself.", [layered("", "./more.yaml", more=OVERLAY.format(base="./top.yaml").replace("top\n", "more\n"))]),
    "too-many-layers": ("Too many rule sets stand on each other.", [long_chain]),
    "same-id": ("Two layers have the same id.", [layered("", "./more.yaml", more=BASE.replace("acme/role", "acme/top"))]),
    "no-base": ("An edit in a rule set that extends nothing.", [rules(f"{BASE}change: {{license: {{level: review, because: b}}}}\n")]),
    "not-below": (
        "An edit of something that the rule set below does not have.",
        [layered("change: {licence: {level: review, because: b}}\n"), layered("set: {year: {to: 7, because: b}}\n")],
    ),
    "exists-already": (
        "An overlay adds what the rule set below has.",
        [
            layered("requirements: {license: {because: b, criterion: {kind: degree, degree: MD}}}\n"),
            layered("parameters: {years: {type: number}}\n"),
            layered("sources: {bylaws: {title: T}}\n"),
        ],
    ),
    "changes-nothing": ("A change without what is changed.", [layered("change: {license: {because: b}}\n")]),
    "changed-and-removed": (
        "Two edits that do not go together.",
        [layered("change: {license: {level: review, because: b}}\nremove: {license: {because: b}}\n")],
    ),
    "settings-of-a-tree": (
        "`settings` of a tree, or of a criterion inside of one.",
        [layered("change: {credentials: {settings: {degree: DO}, because: b}}\n")],
    ),
    "settings-and-criterion": (
        "A criterion is changed and replaced at once.",
        [layered("change: {license: {settings: {type: medical}, criterion: {kind: license}, because: b}}\n")],
    ),
    "settings-keep-the-kind": (
        "`settings` names another kind.",
        [layered("change: {license: {settings: {kind: degree}, because: b}}\n")],
    ),
    # a check
    "unknown-parameter": ("A value is given for no parameter.", [bound({"stat": "CA"})]),
    "bad-parameter": (
        "A value does not fit its parameter.",
        [bound({"state": "Californa"}), bound({"years": "many"}), bound({"night": "maybe"}), bound({"setting": "hospitl"})],
    ),
    "unset-parameter": ("A parameter that is needed has no value.", [bound({}), dated("[{since: 2027-01-01, value: 5}]")]),
    "unused-date": (
        "A named day is given that nothing asks for.",
        [bound({"state": "CA"}, {"start": ON}), bound({"state": "CA"}, {"stat": ON})],
    ),
    "kind-of-failed-plugin": (
        "A criterion is of a kind that a plugin would have, had it loaded: for which of these reasons it did not.",
        [
            plugin("1 / 0"),
            plugin("raise SystemExit"),
            plugin("", "acme.txt"),
            plugin("reqcheck_api = (2, 0)"),
            plugin("@hookimpl\ndef reqcheck_criterias(): return []"),
            plugin("def reqcheck_criteria(): return []"),
            plugin(OFFER.format(what="1")),
            plugin(OFFER.format(what="[int]")),
            plugin('class Hours:\n    kind = "acme/hours"\n    def assess(self, profile, context): ...\n' + OFFER.format(what="[Hours]")),
            offering("hours"),
            offering(what="[Hours, Hours]"),
            offering(field="evidence: int = 1"),
            offering(field="hours: complex = 1j"),
            plugin("@hookimpl\ndef reqcheck_vocabularies(): return [1]"),
            plugin("from pathlib import Path\n@hookimpl\ndef reqcheck_rulesets(): return [Path('medical-director.yaml')]"),
        ],
    ),
    # an answer
    "bad-patch": (
        "The answers to questions are no patch.",
        [
            patch("active"),
            patch(["active"]),
            patch([{"op": "remove", "path": "/licenses/0", "value": 1}]),
            patch([{"op": "add", "path": 1, "value": 1}]),
            patch([{"op": "add", "path": "/licenses/-"}]),
            patch({"licenses": []}),
        ],
    ),
    "no-such-place": (
        "The document has no place for an answer.",
        [
            patch({"/licenses/1/status": "active"}),
            patch({"/licenses/0/status/word": "active"}),
            patch([{"op": "add", "path": "/exams/-", "value": {}}]),
            patch([{"op": "replace", "path": "/licenses/0/expires", "value": "2027"}]),
        ],
    ),
    "changed-since": (
        "An answer belongs to another state of the document: ask again.",
        [patch([{"op": "test", "path": "/licenses/0/status", "value": "expired"}])],
    ),
    "not-a-report": (
        "A stored result is none.",
        [lambda: results_in('{"schema": "reqcheck.profile/1"}'), lambda: results_in('{"schema": "reqcheck.failure/1"}')],
    ),
}

#: Errors without a code: of the command line, and of names.
OTHERS: list[Case] = [
    lambda: catalog().load_ruleset("medical-directr"),
    command("check", "nowhere.json", "-r", "clinical-director"),
    command("check", ".", "-r", "clinical-director"),
    command("check", "a.json", "-r", "clinical-directr", a_json="{}"),
    command("check", "a.json", "-r", "clinical-director", "--as-of", "soon", a_json="{}"),
    command("check", "a.json", "-r", "clinical-director", "--as-of", "2026", a_json="{}"),
    command("check", "a.json", "-r", "clinical-director", "--set", "x", a_json="{}"),
    command("check", "a.json", "-r", "clinical-director", "--set", "x=1", "--set", "x=2", a_json="{}"),
]


def last_of(case: Case) -> object:
    """
    An error with only the last of its problems.
    """
    try:
        return case()
    except ReqcheckError as error:
        raise ReqcheckError(str(error).rsplit("\n", 1)[1]) from None


def message(case: Case) -> str:
    """
    What an error says to people.
    """
    with TemporaryDirectory() as folder, chdir(folder), pytest.raises(ReqcheckError) as caught:
        case()
    return str(caught.value)


def page() -> str:
    """
    The page of all messages.
    """
    blocks = [INTRODUCTION]
    for code, (meaning, cases) in CODES.items():
        blocks += [f"## {code}\n\n{meaning}\n", *map(shown, cases)]
    blocks += ["## Errors without a code\n\nOf the command line, and of names.\n", *map(shown, OTHERS)]
    return "\n".join(blocks)


def shown(case: Case) -> str:
    lines = (line.rstrip() for line in message(case).splitlines())
    return "```text\n" + "\n".join(each if len(each) < 200 else f"{each[:200]} ..." for each in lines) + "\n```\n"


INTRODUCTION = """\
# Messages

Every error names the document, the place and what to write instead. In a rule set the place is `file:line:column`, with the
line and a caret. In a profile it is a JSON Pointer, and never a value: what stands there is personal. For the same reason a
pointer stops at `extensions` and at `duties`, whose names are free, and an unknown field that looks like a value (an e-mail
address, a number) is not named.

A program tells problems apart by their code. Below is every code there is, with the messages that it comes with; this page is
made by `tests/test_messages.py`.
"""


# --- the tests


def test_every_message_is_what_the_manual_says() -> None:
    """
    The page of messages shows each of them in full, as it is today.
    """
    assert PAGE.read_text("utf-8") == page()


def codes_in(tree: ast.AST) -> Iterator[str]:
    """
    The codes that a module gives to problems.
    """
    position = {"Problem": (1, "invalid"), "at": (2, "wrong-type"), "_note": (2, "invalid")}
    for each in ast.walk(tree):
        name = getattr(each.func, "id", getattr(each.func, "attr", "")) if isinstance(each, ast.Call) else ""
        if not isinstance(each, ast.Call) or name not in position:
            continue
        place, default = position[name]
        given = [*each.args[place : place + 1], *(word.value for word in each.keywords if word.arg == "code")]
        yield from (node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str))
        if not given:
            yield default


def test_every_code_of_the_source_has_its_messages() -> None:
    """
    A problem of a code that the catalog lacks cannot be made, and the catalog has no code that nothing makes.
    """
    found = {code for file in ROOT.glob("reqcheck/**/*.py") for code in codes_in(ast.parse(file.read_text("utf-8")))}

    assert set(CODES) == found


@pytest.mark.parametrize("code", CODES)
def test_a_case_brings_about_its_code(code: str) -> None:
    """
    Each message stands under the code that its problem has.
    """
    for case in CODES[code][1]:
        with TemporaryDirectory() as folder, chdir(folder), pytest.raises(ReqcheckError) as caught:
            case()
        problems = getattr(caught.value, "problems", None)

        assert problems is None or code in {each.code for each in problems}


def test_a_suggestion_is_made_where_one_is_near() -> None:
    """
    A word that is nearly right is answered with the right one.
    """
    near = [profile({"licences": []}), top("titel: x\n"), asking("{kind: licence}"), bound({"stat": "CA"})]
    expected = ["`licenses`", "`title`", "`license`", "`state`"]

    assert expected == [message(each).split("did you mean ")[1].split("?")[0] for each in near]


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(json.dumps(sorted(CODES)) + "\n")
