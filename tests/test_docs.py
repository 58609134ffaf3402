"""
The manual: it names everything that there is, and what it shows is what there is.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from runpy import run_path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import attrs
import click
import msgspec
import pytest

import reqcheck
from reqcheck import Between, Catalog, RuleSet, open_catalog
from reqcheck.cli import main
from reqcheck.cli.group import Commands
from reqcheck.plugins import specs
from reqcheck.profile import RECORD_TYPES, Profile, Subject
from reqcheck.records import Equivalence, GradeEquivalent, Leadership, Limits, Organization, Part, Source
from reqcheck.ruleset import Basis, Parameter, Requirement
from reqcheck.ruleset import Source as RuleSetSource
from reqcheck.strength import Floor
from reqcheck.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.mark.structures import ParameterSet

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md")), *sorted(ROOT.glob("examples/**/*.md"))]

#: What a record of a section holds besides plain fields.
INSIDE: dict[str, list[type[Part]]] = {
    "education": [Equivalence],
    "positions": [Organization, GradeEquivalent, Leadership],
    "insurance": [Limits],
}
#: Fields of a rule set that are no key of its document.
NOT_WRITTEN = {"file", "text", "document", "stack", "edits", "catalog", "bindings"}


# --- reading a page


@cache
def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def sections(page: Path) -> dict[str, str]:
    """
    The text under each heading of a page, by its title.
    """
    parts = re.split(r"^#+ (.*)\n", without_blocks(text_of(page)), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def without_blocks(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def named(text: str) -> set[str]:
    """
    Every word that stands in backticks.
    """
    return {word for code in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"[\w-]+", code)}


def files_of(page: Path) -> dict[str, str]:
    """
    The code blocks of a page that are files, by the name that stands above them.
    """
    found = re.findall(r"^<!-- file: (\S+) -->\n```\w+\n(.*?)^```$", text_of(page), re.MULTILINE | re.DOTALL)
    return dict(found)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_catalog()


# --- everything there is, is named


def test_every_kind_has_a_section_with_all_its_settings(catalog: Catalog) -> None:
    """
    The page on kinds has a section for each kind, which names each of its settings.
    """
    page = sections(DOCS / "kinds.md")
    kinds = dict(zip(catalog.kinds, map(catalog._loaded.kinds.__getitem__, catalog.kinds), strict=True))
    missing = [
        f"{kind}.{setting}"
        for kind, each in kinds.items()
        for setting in settings_of(each)
        if setting not in named(page.get(kind, ""))
    ]

    assert [] == missing


def settings_of(kind: type) -> Iterator[str]:
    return (each.name.rstrip("_") for each in attrs.fields(kind) if each.init)


def test_every_hook_is_described() -> None:
    """
    The page on plugins names each hook.
    """
    hooks = {name for name in vars(specs) if name.startswith("reqcheck_")}

    assert set() == hooks - named(text_of(DOCS / "plugins.md"))


def test_every_vocabulary_is_named_for_plugins() -> None:
    """
    The page on plugins names each vocabulary that a setting can hold terms of.
    """
    known = {each.name for each in attrs.fields(Vocabulary)} - {"others"}

    assert set() == known - named(text_of(DOCS / "plugins.md"))


def commands(group: Commands, *above: str) -> Iterator[tuple[str, click.Command]]:
    """
    Every command by its words, those of groups within groups included.
    """
    for name in group.modules:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if isinstance(command, Commands):
            yield from commands(command, *above, name)
        else:
            yield " ".join((*above, name)), command


def options() -> list[ParameterSet]:
    assert isinstance(main, Commands)
    return [
        pytest.param(name, option, id=f"{name} {option}")
        for name, command in commands(main)
        for each in command.params
        if isinstance(each, click.Option)
        for option in each.opts
    ]


@pytest.mark.parametrize(("command", "option"), options())
def test_every_option_is_described(command: str, option: str) -> None:
    """
    The pages on the command line name each option of each command.
    """
    page = text_of(DOCS / ("ruleset-commands.md" if command.startswith("rulesets ") else "command-line.md"))

    assert f"## reqcheck {command}\n" in page
    assert option in re.findall(r"(?<![\w-])--?[a-z-]+", without_blocks(page))


def test_the_reference_is_what_the_commands_say() -> None:
    """
    The page with every command and option is what the commands themselves say; `python docs/generate.py` writes it.
    """
    generate = run_path(str(DOCS / "generate.py"))["generated"]

    assert generate()["docs/reference.md"] == text_of(DOCS / "reference.md")


def test_every_public_name_is_described() -> None:
    """
    The manual names everything that `reqcheck` offers.
    """
    manual = set().union(*(named(text_of(page)) for page in DOCS.glob("*.md")))

    assert [] == sorted(set(vars(reqcheck)["__all__"]) - manual)


def test_every_field_of_a_profile_is_described() -> None:
    """
    The page on profiles names each field of each record in the row of its section.
    """
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", text_of(DOCS / "profiles.md"), re.MULTILINE))
    missing = [
        f"{section}.{field}"
        for section, record in RECORD_TYPES.items()
        for field in fields_of(record, *INSIDE.get(section, ()))
        if field not in named(rows.get(section, ""))
    ]

    assert [] == missing


def test_every_field_around_the_records_is_described() -> None:
    """
    The page on profiles names the document's own fields, and those of its subject and sources.
    """
    around = {*fields_of(Profile), *fields_of(Subject), *fields_of(Source)}

    assert set() == around - named(text_of(DOCS / "profiles.md"))


def fields_of(*records: type[Part]) -> set[str]:
    return {each.encode_name for record in records for each in msgspec.structs.fields(record)} - {"id", "source", "note"}


@pytest.mark.parametrize("part", [RuleSet, RuleSetSource, Parameter, Requirement, Basis, Floor, Between])
def test_every_key_of_a_rule_set_is_described(part: Any) -> None:
    """
    The page on rule sets names each key of the document and of its parts.
    """
    keys = set(part._fields) if issubclass(part, tuple) else set(settings_of(part))

    assert set() == keys - NOT_WRITTEN - named(text_of(DOCS / "rule-sets.md")) - {"from"}


def test_the_map_names_every_module() -> None:
    """
    The README's map of the repository names every module and folder of the package.
    """
    package = ROOT / "reqcheck"
    modules = {each.name for each in package.glob("[a-z]*.py")}
    folders = {each.parent.name for each in package.glob("*/__init__.py")}
    rows = "\n".join(re.findall(r"^\| `.*$", text_of(ROOT / "README.md"), re.MULTILINE))

    assert set() == modules - set(re.findall(r"\w+\.py", rows))
    assert set() == folders - set(re.findall(r"(\w+)/`", rows))


# --- what is shown is what there is


def test_the_readme_has_two_setup_commands() -> None:
    """
    The README has exactly two commands that set up, each alone in its block; the second runs the tests.
    """
    blocks = re.findall(r"^```sh\n(.*?)^```$", text_of(ROOT / "README.md"), re.MULTILINE | re.DOTALL)

    assert 2 == len(blocks)
    assert all(re.fullmatch(r"python3 -m venv \.venv && .+\n", each) for each in blocks)
    assert "reqcheck check examples/candidates" in blocks[0]
    assert blocks[1].endswith(".venv/bin/pytest\n")


def test_the_manual_shows_the_plugin_as_it_is() -> None:
    """
    The plugin in the manual is the one among the examples, to the letter.
    """
    assert (ROOT / "examples" / "acme_rules.py").read_text("utf-8") == files_of(DOCS / "plugins.md")["acme_rules.py"]


def test_the_sample_kind_passes_its_sample_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The kind that CONTRIBUTING.md shows passes the tests that it shows.
    """
    files = files_of(ROOT / "CONTRIBUTING.md")
    for path, text in files.items():
        name = path.removesuffix(".py").replace("/", ".")
        module = ModuleType(name)
        monkeypatch.setitem(sys.modules, name, module)
        exec(compile(text, path, "exec", dont_inherit=True), vars(module))
    tests = [each for name, each in vars(module).items() if name.startswith("test_")]

    for test in tests:
        test()

    assert 3 == len(tests)


def links() -> list[ParameterSet]:
    return [
        pytest.param(page, target, id=f"{page.relative_to(ROOT)}: {target}")
        for page in PAGES
        for target in re.findall(r"\]\(([^)\s]+)\)", without_blocks(text_of(page)))
    ]


@pytest.mark.parametrize(("page", "target"), links())
def test_links_lead_somewhere(page: Path, target: str) -> None:
    """
    Every link between pages leads to a file of the repository, and to a heading of it where it names one.
    """
    path, _, anchor = target.partition("#")
    file = (page.parent / path) if path else page

    assert file.exists()
    assert not anchor or anchor in map(slug, sections(file))


def slug(title: str) -> str:
    """
    A heading as the end of a link to it.
    """
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", [pytest.param(each, id=str(each.relative_to(ROOT))) for each in PAGES])
def test_no_page_names_a_place_on_somebodys_machine(page: Path) -> None:
    """
    Paths in the manual are those of the repository.
    """
    assert [] == re.findall(r"(?<![\w.])/(?:home|root|tmp|usr|work|Users)/\S*", text_of(page))
