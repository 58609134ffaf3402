"""
The architecture as data, checked against the source: who imports whom, and what stands nowhere.

The order of modules is that of design section 4, refined until every module has its own place:
each imports only what stands before it.
"""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import reqcheck
from reqcheck.plugins.manager import BUILTIN

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "reqcheck"
TESTS = ROOT / "tests"

#: Every module, each above all that it imports.  `reqcheck` is the facade; what follows it stands
#: on the facade.  A name with a star stands for all modules of a package; they do not import each other.
ORDER = (
    # words of documents and of errors
    *("version", "document", "errors", "patching"),
    # verdicts, time, records
    *("verdict", "dates", "status", "tenure", "looking", "records", "strength", "profile"),
    *("vocabulary.entries", "vocabulary.terms", "vocabulary", "answers"),
    # criteria and what they find
    *("isolation", "evidence", "omissions", "finding", "fields", "criterion", "turning", "positions", "standing", "examinations", "judgement", "considered"),
    *("words", "in_time", "search", "remedies", "sequences", "work", "floors", "dated"),
    # rule sets and reports
    *("ruleset", "arguments", "report", "notices", "evaluation", "forecasting", "obstacles", "stretches", "facts", "gaps", "careers"),
    # documents to models
    *("loading", "loading.limits", "loading.files", "loading.shipped", "loading.json", "loading.scalars", "loading.yaml", "loading.kinds"),
    *("loading.classes", "loading.settings"),
    *("loading.named_days", "loading.values", "loading.binding"),
    *("loading.decoding", "loading.problems", "loading.profiles", "loading.inline", "loading.beside"),
    *("loading.layers", "loading.extending", "loading.rulesets", "loading.reports"),
    *("plugins", "plugins.specs", "plugins.installed", "plugins.checking", "plugins.single", "plugins.manager"),
    *("asked", "explanation", "replies", "questioning", "fillings", "examples", "suppositions", "witnessing"),
    *("shapes.pieces", "shapes.settings", "shapes.criteria", "shapes.rulesets", "shapes.profiles", "shapes.reports", "shapes"),
    # what deserves a second look in a rule set
    "directions",
    *("linting", "linting.parts", "linting.implied", "linting.allowances", "linting.texts", "linting.reading", "linting.findings"),
    *("linting.conjunction", "linting.any_case", "linting.word_lists", "linting.*", "linting.registry", "linting.linter"),
    # two rule sets and more
    *("clauses", "alterations", "differences", "contrast", "drafts", "ingredients", "pairs", "divergence", "comparison"),
    *("streaming", "catalog", "versions"),
    # tests beside rules
    *("testing", "testing.cases", "testing.profiles", "testing.reading", "testing.loading", "testing.thresholds", "testing.coverage", "testing.running"),
    # results as text
    *("summary", "wording", "page", "rendering", "rendering.json", "rendering.text", "rendering.origins", "rendering.written"),
    *("rendering.csv", "rendering.markdown", "rendering.timeline", "rendering.timeline_svg", "rendering.gap_text"),
    *("rendering.comparison", "rendering.differing", "rendering.junit", "rendering.suites", "rendering.html", "rendering.formats", "rendering.*", "api"),
    # what stands on the facade
    *("reqcheck", "rules", "rules.*", "formats", "formats.*"),
    *("cli.group", "cli", "cli.names", "cli.candidates", "cli.sinks", "cli.apart", "cli.parts", "cli.failing", "cli.seen", "cli.jobs", "cli.workers", "cli.runs", "cli.options"),
    *("cli.one", "cli.progress", "cli.growing", "cli.output"),
    *("cli.rulesets.watching", "cli.rulesets.starters", "cli.rulesets.contrasted", "cli.rulesets.differing", "cli.*", "__main__"),
)
#: Design section 4: the order that every refinement has to keep.
DESIGN = (
    *("verdict", "dates", "profile", "vocabulary", "criterion", "ruleset", "report", "evaluation"),
    *("loading", "plugins", "catalog", "rendering", "api", "cli"),
)
#: Imports upwards that only type checkers see.
TYPES_UPWARDS = {("ruleset", "catalog")}
#: The only imports upwards that run: inside of these methods.
METHODS_UPWARDS = {
    ("profile", "Profile.from_json", "loading.profiles"),
    ("profile", "Profile.from_dict", "loading.profiles"),
    ("report", "Report.to_json", "rendering.json"),
    ("report", "Failure.to_json", "rendering.json"),
    ("forecasting", "Forecast.to_json", "rendering.forecast"),
    ("gaps", "GapAnalysis.to_json", "rendering.gap"),
    ("careers", "CareerPath.to_json", "rendering.career"),
    ("questioning", "Questionnaire.to_json", "rendering.questions"),
    ("differences", "RuleSetDifferences.to_json", "rendering.differences"),
    ("comparison", "RoleComparison.to_json", "rendering.comparison"),
    ("witnessing", "Witnesses.to_json", "rendering.witnesses"),
}
#: Imports downwards that wait until they are needed, so that a check starts without them.
LATE = {
    ("catalog", "Catalog.explain", "explanation"),
    ("catalog", "Catalog.forecast", "forecasting"),
    ("catalog", "Catalog.gap", "gaps"),
    ("catalog", "Catalog.lint", "linting.linter"),
    ("catalog", "Catalog.career", "careers"),
    ("catalog", "Catalog.questionnaire", "questioning"),
    ("catalog", "Catalog.schema", "shapes"),
    ("api", "diff_rulesets", "versions"),
    ("api", "compare_rulesets", "versions"),
    ("catalog", "Catalog.witnesses", "witnessing"),
    ("api", "render", "rendering.formats"),
    ("api", "render", "rendering.json"),
    ("rendering.formats", "html", "rendering"),
    ("rendering.formats", "_jsonl", "rendering.json"),
    ("rendering.formats", "_pretty", "rendering.json"),
}
#: Where each dependency is at home; attrs is everywhere.
HOMES = {
    "cattrs": {"loading"},
    "yaml": {"loading"},
    "jiter": {"loading"},
    "msgspec": {"document", "records", "evidence", "profile", "loading", "shapes.profiles", "rendering.json"},
    "pluggy": {"plugins"},
    "click": {"cli"},
    "rich": {"cli", "rendering.text"},
}
#: What reaches out of the process, and who may: files are read by the vocabulary (its own data),
#: the loader, plugins, the catalog and the command line.
REACHING = {
    "importlib": {
        *("reqcheck", "loading.files", "loading.shipped", "loading.beside", "loading.extending", "loading.rulesets"),
        *("plugins.installed", "plugins.manager", "catalog", "rendering.formats", "cli"),
    },
    "pathlib": {
        *("loading.files", "loading.shipped", "loading.beside", "loading.extending", "loading.profiles", "testing"),
        *("plugins.specs", "plugins.installed", "plugins.single", "plugins.manager", "catalog", "api", "cli"),
    },
    "pkgutil": {"vocabulary"},
    "sys": {"plugins.installed", "plugins.single", "plugins.manager", "cli"},
}
#: What only the command line may import, because it reaches further.
FAR = {
    *("asyncio", "ctypes", "getpass", "glob", "http", "io", "locale", "logging", "multiprocessing", "os"),
    *("platform", "random", "secrets", "shutil", "signal", "socket", "sqlite3", "subprocess", "tempfile"),
    *("threading", "time", "urllib", "uuid", "warnings", "zoneinfo"),
}
#: Calls that read a clock, a file or the environment, and who may make them.
CALLS = {
    "today": {"cli"},
    "now": {"cli"},
    "utcnow": {"cli"},
    "getenv": {"cli"},
    "open": {"loading.files", "cli"},
    "read_text": {"catalog", "cli"},
    "get_data": {"vocabulary"},
    "read_bytes": {"loading.profiles", "plugins.installed", "plugins.single", "cli"},
    "iterdir": {"loading.shipped", "loading.extending", "plugins.installed", "cli"},
}
#: What mutates a collection.
MUTATING = {
    *("add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "setdefault", "update"),
}
LONGEST = 350
#: Tables rather than code: every field of every record.
TABLES = {"records"}


class Import(NamedTuple):
    """
    An import: of which module, which names, in which function (if in one), for type checkers only.
    """

    module: str
    names: tuple[str, ...]
    function: str
    types_only: bool


def name_of(file: Path) -> str:
    """
    A module's name inside of the package; the package itself is `reqcheck`.
    """
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "reqcheck"


FILES = {name_of(file): file for file in sorted(PACKAGE.rglob("*.py"))}
MODULES = sorted(FILES)


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(FILES[module].read_text("utf-8"))


@cache
def imports(module: str) -> tuple[Import, ...]:
    return tuple(_imports(tree(module), "", False))


def _imports(node: ast.AST, function: str, types_only: bool) -> Iterator[Import]:
    for each in ast.iter_child_nodes(node):
        inside, only = function, types_only
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inside = f"{function}.{each.name}".strip(".")
        if isinstance(each, ast.If) and ast.unparse(each.test) == "TYPE_CHECKING":
            only = True
        if isinstance(each, ast.Import):
            yield from (Import(alias.name, (), function, types_only) for alias in each.names)
        if isinstance(each, ast.ImportFrom):
            assert each.level == 0, "modules are imported by their full names"
            yield Import(each.module or "", tuple(alias.name for alias in each.names), function, types_only)
        yield from _imports(each, inside, only)


def ours(each: Import) -> Iterator[str]:
    """
    The modules of the package that an import names.
    """
    if each.module == "reqcheck":
        submodules = [name for name in each.names if name in FILES]
        yield from submodules
        if len(submodules) < len(each.names):
            yield "reqcheck"
    elif each.module.startswith("reqcheck."):
        yield each.module.removeprefix("reqcheck.")


def others(each: Import) -> str:
    """
    The top-level module of somebody else that an import names, or nothing.
    """
    return "" if each.module.split(".")[0] == "reqcheck" else each.module.split(".", maxsplit=1)[0]


def place(module: str) -> int:
    """
    Where a module stands in the order.
    """
    return ORDER.index(module) if module in ORDER else ORDER.index(f"{module.split('.', maxsplit=1)[0]}.*")


def within(module: str, homes: set[str]) -> bool:
    return any(module == home or module.startswith(f"{home}.") for home in homes)


def calls(module: str) -> Iterator[tuple[str, ast.Call]]:
    for each in ast.walk(tree(module)):
        if isinstance(each, ast.Call):
            function = each.func
            if isinstance(function, ast.Name):
                yield function.id, each
            elif isinstance(function, ast.Attribute):
                yield function.attr, each


# --- layers


def test_every_module_has_a_place() -> None:
    """
    Every file of the package stands in the order, and the order names nothing that is not there.
    """
    placed = {each for each in MODULES if each in ORDER or f"{each.split('.', maxsplit=1)[0]}.*" in ORDER}
    named = {each for each in ORDER if not each.endswith(".*") and not each.startswith("formats")}

    assert placed == set(MODULES)
    assert named <= set(MODULES)
    assert len(set(ORDER)) == len(ORDER)


def test_the_order_is_that_of_the_design() -> None:
    """
    The order refines the one that the design states.
    """
    places = [place(each) for each in DESIGN]

    assert sorted(places) == places


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_stands_below_it(module: str) -> None:
    """
    Dependencies point one way; what runs upwards does so inside of a named method only.
    """
    upwards = {
        (module, other)
        for each in imports(module)
        for other in ours(each)
        if place(other) >= place(module) and not (each.function or each.types_only)
    }

    assert not upwards


@pytest.mark.parametrize("module", MODULES)
def test_types_are_imported_from_below_as_well(module: str) -> None:
    """
    What only type checkers import stands below, too, but for the catalog that a rule set remembers.
    """
    upwards = {
        (module, other)
        for each in imports(module)
        for other in ours(each)
        if each.types_only and place(other) >= place(module)
    }

    assert upwards <= TYPES_UPWARDS


def test_only_the_named_methods_import_upwards() -> None:
    """
    What is read and written imports upwards in those methods alone; only the catalog waits to import.
    """
    inside = {
        (module, each.function, other)
        for module in MODULES
        for each in imports(module)
        for other in ours(each)
        if each.function and not within(module, {"cli"})
    }

    assert inside == METHODS_UPWARDS | LATE


def test_only_what_stands_on_the_facade_imports_it() -> None:
    """
    Inside of the package, names are imported from the modules that define them.
    """
    users = {module for module in MODULES for each in imports(module) if "reqcheck" in ours(each)}

    assert all(within(each, {"rules", "formats", "cli"}) for each in users)


def test_a_name_is_imported_from_the_module_that_defines_it() -> None:
    """
    No module of the package hands on what another one defines, the facade and packages aside.
    """
    handed_on = {
        (module, other, name)
        for module in MODULES
        for each in imports(module)
        for other in ours(each)
        if "reqcheck" not in (other, module, each.module) and FILES[other].name != "__init__.py"
        for name in each.names
        if name not in defined(other)
    }

    assert not handed_on


@cache
def defined(module: str) -> frozenset[str]:
    """
    The names that a module defines at its top level.
    """
    names: set[str] = set()
    for each in tree(module).body:
        if isinstance(each, ast.FunctionDef | ast.ClassDef):
            names.add(each.name)
        elif isinstance(each, ast.Assign):
            names.update(name.id for target in each.targets for name in ast.walk(target) if isinstance(name, ast.Name))
        elif isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            names.add(each.target.id)
    return frozenset(names)


# --- rules and formats


@pytest.mark.parametrize("module", [each for each in MODULES if each.startswith(("rules.", "formats."))])
def test_rules_and_formats_import_only_the_facade(module: str) -> None:
    """
    A kind or a format imports public names, attrs and the standard library: it could move to a plugin.
    """
    foreign = {others(each) for each in imports(module)} - {"", "attrs", *sys.stdlib_module_names}
    own = {other for each in imports(module) for other in ours(each)}
    private = {name for each in imports(module) if each.module == "reqcheck" for name in each.names}

    assert not foreign
    assert own <= {"reqcheck"}
    assert private <= set(homes())


def test_every_rule_is_a_built_in_plugin() -> None:
    """
    The manager names the files of `rules`, all of them, in order.
    """
    files = [f"reqcheck.{each}" for each in MODULES if each.startswith("rules.")]

    assert files == list(BUILTIN)


# --- dependencies


@pytest.mark.parametrize("module", MODULES)
def test_each_dependency_has_one_home(module: str) -> None:
    """
    A module imports attrs, the standard library and the dependencies whose home it is in.
    """
    used = {others(each) for each in imports(module)} - {"", "attrs", *sys.stdlib_module_names}
    astray = {each for each in used if not within(module, HOMES.get(each, set()))}

    assert not astray


def test_rich_is_imported_only_when_it_draws() -> None:
    """
    No module imports rich at its top level.
    """
    early = {
        module
        for module in MODULES
        for each in imports(module)
        if others(each) == "rich" and not (each.function or each.types_only)
    }

    assert not early


@pytest.mark.parametrize("module", MODULES)
def test_only_the_edges_reach_out_of_the_process(module: str) -> None:
    """
    Below the command line, the catalog and the loader there is no clock, no file, no network and no environment.
    """
    imported = {others(each) for each in imports(module)}
    called = {name for name, _ in calls(module)}
    homes = {**{each: {"cli"} for each in FAR}, **REACHING}
    reaching = {each for each in imported & set(homes) if not within(module, homes[each])}
    calling = {each for each in called & set(CALLS) if not within(module, CALLS[each])}

    assert not reaching
    assert not calling


# --- state


@pytest.mark.parametrize("module", MODULES)
def test_no_module_holds_state(module: str) -> None:
    """
    No function rebinds a global name, and no collection at the top of a module is filled later.
    """
    collections = dict(_collections(module))
    rebinding = [each.names for each in ast.walk(tree(module)) if isinstance(each, ast.Global)]
    mutated = {each for each in _mutated(module) if each in collections}

    assert not rebinding
    assert not mutated
    assert not [name for name, empty in collections.items() if empty]


def _collections(module: str) -> Iterator[tuple[str, bool]]:
    """
    The collections at the top of a module, and whether they are empty without saying that they stay so.
    """
    for each in tree(module).body:
        if not isinstance(each, ast.Assign | ast.AnnAssign) or each.value is None:
            continue
        targets = each.targets if isinstance(each, ast.Assign) else [each.target]
        value = ast.unparse(each.value)
        if isinstance(each.value, ast.Dict | ast.List | ast.Set | ast.DictComp | ast.ListComp | ast.SetComp):
            read_only = isinstance(each, ast.AnnAssign) and ast.unparse(each.annotation).startswith("Mapping")
            yield from ((ast.unparse(target), value in ("{}", "[]") and not read_only) for target in targets)
        elif value in ("dict()", "list()", "set()") or value.startswith("defaultdict("):
            yield from ((ast.unparse(target), True) for target in targets)


def _mutated(module: str) -> Iterator[str]:
    """
    Names to whose items something is assigned, or on which a mutating method is called.
    """
    for each in ast.walk(tree(module)):
        if isinstance(each, ast.Subscript) and isinstance(each.ctx, ast.Store | ast.Del):
            yield ast.unparse(each.value)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr in MUTATING:
            yield ast.unparse(each.func.value)


def test_every_cache_is_bounded() -> None:
    """
    What a module remembers between calls has a limit.
    """
    unbounded = [
        (module, ast.unparse(call))
        for module in MODULES
        for name, call in calls(module)
        if name == "lru_cache" and not any(keyword.arg == "maxsize" for keyword in call.keywords)
    ]
    endless = [
        module
        for module in MODULES
        for each in imports(module)
        if each.module == "functools" and "cache" in each.names
    ]

    assert not unbounded
    assert not endless


# --- shape


@pytest.mark.parametrize("module", [each for each in MODULES if each not in TABLES])
def test_no_file_is_long(module: str) -> None:
    """
    A file of the package is short enough to be read at once.
    """
    assert len(FILES[module].read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is(module: str) -> None:
    """
    Every module opens with a sentence.
    """
    docstring = ast.get_docstring(tree(module)) or ""

    assert docstring.split("\n\n", maxsplit=1)[0].endswith((".", "::"))


@pytest.mark.parametrize("file", sorted(TESTS.rglob("test_*.py")), ids=lambda file: str(file.relative_to(TESTS)))
def test_every_test_states_a_fact(file: Path) -> None:
    """
    Every test function has a docstring with one sentence, or more behind an empty line.
    """
    functions = [each for each in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(each, ast.FunctionDef)]
    tests = {each.name: ast.get_docstring(each) or "" for each in functions if each.name.startswith("test_")}
    silent = [name for name, docstring in tests.items() if not docstring.split("\n\n")[0].endswith((".", "?"))]

    assert not silent


# --- the facade


def by_kind(name: str) -> tuple[int, str]:
    """
    Constants first, then classes, then functions, each by name; the version is the last.
    """
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def homes() -> dict[str, str]:
    """
    The module of each public name, as type checkers read it.
    """
    return {name: each.module for each in imports("reqcheck") if any(ours(each)) for name in each.names}


def test_the_facade_offers_what_type_checkers_see() -> None:
    """
    Each name that type checkers see is offered, from the module they see it in, and no other name is.
    """
    assert homes() == vars(reqcheck)["_HOME"]
    assert list(homes()) == vars(reqcheck)["__all__"]
    assert all(getattr(importlib.import_module(home), name) is getattr(reqcheck, name) for name, home in homes().items())


def test_the_facade_has_its_names_in_order() -> None:
    """
    The facade has its modules in order and, from each, constants, classes and functions, each name once.
    """
    seen = [(each.module, by_kind(name)) for each in imports("reqcheck") if any(ours(each)) for name in each.names]

    assert sorted(set(seen)) == seen
    assert len(homes()) == len(seen)


def test_every_public_name_comes_from_the_module_that_defines_it() -> None:
    """
    The facade hands on what a module defines, not what that module imported; packages may hand on.
    """
    modules = {name: home.removeprefix("reqcheck.") for name, home in homes().items()}

    assert {} == {
        name: module
        for name, module in modules.items()
        if FILES[module].name != "__init__.py" and name not in defined(module)
    }


def test_no_public_name_is_also_a_module() -> None:
    """
    A public name is not the name of a module, which would take its place once it is imported.
    """
    assert set() == set(homes()) & {each.split(".", maxsplit=1)[0] for each in MODULES}


def test_the_facade_can_be_listed_and_imported_whole() -> None:
    """
    `dir` lists every public name before one is used, and a star imports them all.
    """
    script = "import reqcheck; before = dir(reqcheck); from reqcheck import *; print(*{*dir()} & {*before})"

    assert set(homes()) <= set(run(script).split())


def test_what_is_not_there_is_an_attribute_error() -> None:
    """
    A name that the facade does not have is refused by name.
    """
    with pytest.raises(AttributeError, match="module `reqcheck` has no attribute `chek`"):
        getattr(reqcheck, "chek")  # noqa: B009 - mypy knows that it is not there


def test_the_facade_does_nothing_but_import() -> None:
    """
    The package's own module imports for type checkers; when it runs, it says from where it imports, and when asked.
    """
    *first, last = tree("reqcheck").body
    assert isinstance(last, ast.If)
    named = [each.targets[0] if isinstance(each, ast.Assign) else each for each in last.orelse]

    assert ["Expr", "ImportFrom"] == [type(each).__name__ for each in first]
    assert {"ImportFrom"} == {type(each).__name__ for each in last.body}
    assert ["_HOMES", "_HOME", "__all__", "__getattr__", "__dir__"] == [
        each.id if isinstance(each, ast.Name) else vars(each).get("name") for each in named
    ]


def run(script: str) -> str:
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT)
    return done.stdout


def test_importing_every_name_loads_no_rule_and_no_command_line() -> None:
    """
    All public names together load no kind, no command, neither click nor rich, and no way to other machines.
    """
    loaded = run("import sys; from reqcheck import *; print(*sorted(sys.modules), sep='\\n')").split()
    unwanted = ("reqcheck.rules.", "reqcheck.formats.", "reqcheck.cli", "reqcheck.rendering", "click", "rich")

    assert "reqcheck.api" in loaded
    assert not [each for each in loaded if each.startswith(unwanted)]
    assert not {"http.client", "ssl", "urllib.request", "sqlite3"}.intersection(loaded)


@pytest.mark.parametrize("module", MODULES)
def test_every_module_can_be_imported(module: str) -> None:
    """
    Every module of the package can be imported by its name.
    """
    name = "reqcheck" if module == "reqcheck" else f"reqcheck.{module}"

    assert name == importlib.import_module(name).__name__
