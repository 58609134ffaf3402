"""
What is shipped: the wheel, the editable install and the checkout hold the same rule sets and no more.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import Distribution
from pathlib import Path
from zipfile import ZipFile

import pytest

import reqcheck
from reqcheck.loading.shipped import builtin_rulesets

ROOT = Path(__file__).parents[1]
RULESETS = {each.name: each.read_bytes() for each in sorted(ROOT.joinpath("rulesets").glob("*.yaml"))}

SCHEMAS = {each.name: each.read_bytes() for each in sorted(ROOT.joinpath("schemas").glob("*.json"))}

#: What a build needs; it never runs in the checkout, so that nothing is left there.
SOURCES = ("pyproject.toml", "README.md", "LICENSE", ".gitignore", "reqcheck", "rulesets", "schemas")


def run(words: list[str], folder: Path, **environment: str) -> str:
    """
    What a command prints, in a folder of its own.
    """
    variables = {each: os.environ[each] for each in os.environ if each != "PYTHONPATH"}
    done = subprocess.run(
        words,
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**variables, "PYTHONDONTWRITEBYTECODE": "1", **environment},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    A copy of what a build needs.
    """
    folder = tmp_path_factory.mktemp("checkout")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, folder / name)
    return folder


@pytest.fixture(scope="session")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The wheel, built without isolation.
    """
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], checkout)
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="session")
def editable(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The wheel of an editable install.
    """
    folder = tmp_path_factory.mktemp("editable")
    script = "import sys; from hatchling.build import build_editable; build_editable(sys.argv[1])"
    run([sys.executable, "-c", script, str(folder)], checkout)
    (file,) = folder.glob("*.whl")
    return file


def unpacked(file: Path, folder: Path) -> Path:
    with ZipFile(file) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The folder that an installer makes of the wheel.
    """
    return unpacked(wheel, tmp_path_factory.mktemp("installed"))


@pytest.fixture(scope="session")
def installed_editable(editable: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The folder that an installer makes of the wheel of an editable install.
    """
    return unpacked(editable, tmp_path_factory.mktemp("installed-editable"))


def contents(file: Path) -> Mapping[str, bytes]:
    with ZipFile(file) as archive:
        return {each: archive.read(each) for each in archive.namelist() if not each.endswith("/")}


# --- the wheel


def test_there_are_rule_sets() -> None:
    """
    The three roles stand at the top of the repository, each with its tests beside it.
    """
    roles = ["chief-medical-officer", "clinical-director", "medical-director"]

    assert [f"{each}{ending}" for each in roles for ending in (".test.yaml", ".yaml")] == sorted(RULESETS)


def test_the_wheel_holds_the_rule_sets(wheel: Path) -> None:
    """
    Every rule set is in the wheel, byte for byte, and no other.
    """
    found = {
        name.removeprefix("reqcheck/rulesets/"): data
        for name, data in contents(wheel).items()
        if name.startswith("reqcheck/rulesets/")
    }

    assert RULESETS == found


def test_the_wheel_holds_the_schemas_where_rule_sets_look(wheel: Path) -> None:
    """
    Every schema is in the wheel, byte for byte, where the first line of each rule set leads, as in the repository.
    """
    found = {name: data for name, data in contents(wheel).items() if name.startswith("reqcheck/schemas/")}

    assert {f"reqcheck/schemas/{name}": data for name, data in SCHEMAS.items()} == found
    for name, rules in RULESETS.items():
        assert b"$schema=../schemas/ruleset.json\n" in rules or name.endswith(".test.yaml")


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    """
    The wheel has every file of the package, the rule sets, the schemas and what describes it: no tests, no examples.
    """
    package = {
        each.relative_to(ROOT).as_posix()
        for each in ROOT.joinpath("reqcheck").rglob("*")
        if each.is_file() and "__pycache__" not in each.parts
    }
    expected = package | {f"reqcheck/rulesets/{name}" for name in RULESETS} | {f"reqcheck/schemas/{name}" for name in SCHEMAS}
    found = {each for each in contents(wheel) if ".dist-info/" not in each}

    assert expected == found
    assert "reqcheck/py.typed" in found


def test_the_wheel_holds_the_data_of_the_vocabulary(wheel: Path) -> None:
    """
    The data files of the vocabulary are in the wheel, byte for byte.
    """
    expected = {
        each.relative_to(ROOT).as_posix(): each.read_bytes()
        for each in ROOT.joinpath("reqcheck", "vocabulary").glob("*.json")
    }
    found = {name: data for name, data in contents(wheel).items() if name in expected}

    assert expected
    assert expected == found


def test_the_wheel_describes_itself(installed: Path) -> None:
    """
    The wheel has the version of the package, its license, its command and the dependencies it declares.
    """
    (info,) = installed.glob("*.dist-info")
    distribution = Distribution.at(info)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    scripts = {each.name: each.value for each in distribution.entry_points if each.group == "console_scripts"}
    needed = {re.split("[<>=]", each)[0].lower() for each in distribution.requires or () if "extra" not in each}

    assert reqcheck.__version__ == distribution.version
    assert scripts == {"reqcheck": "reqcheck.cli:main"}
    assert {re.split("[<>=]", each)[0].lower() for each in project["dependencies"]} == needed
    assert (info / "licenses" / "LICENSE").exists()


def test_what_is_imported_is_declared(installed: Path) -> None:
    """
    Every module that the package imports comes with Python or with a dependency that it declares.
    """
    known = {"pyyaml": "yaml"}
    (info,) = installed.glob("*.dist-info")
    requires = Distribution.at(info).requires or []
    declared = {re.split("[<>=;]", each)[0].strip().lower() for each in requires if "extra" not in each}
    modules = {known.get(each, each) for each in declared}
    pattern = re.compile(r"^\s*(?:from|import) ([a-zA-Z_]\w*)", re.MULTILINE)
    imported = {
        name
        for file in installed.joinpath("reqcheck").rglob("*.py")
        for name in pattern.findall(without_strings(file.read_text("utf-8")))
    }

    assert modules == imported - set(sys.stdlib_module_names) - {"reqcheck"}


def without_strings(text: str) -> str:
    return re.sub(r'""".*?"""', "", text, flags=re.DOTALL)


# --- where the rule sets are found


WHERE = """
import sys, site
folder = sys.argv[1]
before = list(sys.path)
site.addsitedir(folder)
added = [each for each in sys.path if each not in before]
sys.path[:] = added + before
import reqcheck
from reqcheck.loading.shipped import builtin_rulesets
print(reqcheck.__file__)
print(builtin_rulesets())
print(*sorted(each.name for each in builtin_rulesets().iterdir() if each.name.endswith(".yaml")))
print(*reqcheck.open_catalog().rulesets())
print(reqcheck.load_ruleset("medical-director").title)
"""


def found_from(folder: Path, elsewhere: Path) -> tuple[Path, Path, list[str], list[str], str]:
    """
    Where the package and its rule sets are found once a folder is on the path, and which they are.
    """
    package, rulesets, files, names, title = run(
        [sys.executable, "-P", "-c", WHERE, str(folder)], elsewhere
    ).splitlines()
    return Path(package).parent, Path(rulesets), files.split(), names.split(), title


NAMES = [each.removesuffix(".yaml") for each in sorted(RULESETS) if not each.endswith(".test.yaml")]


def test_the_rule_sets_are_found_in_an_installed_wheel(installed: Path, tmp_path: Path) -> None:
    """
    An installed wheel finds its rule sets inside of the package.
    """
    package, rulesets, files, names, title = found_from(installed, tmp_path)

    assert installed / "reqcheck" == package
    assert installed / "reqcheck" / "rulesets" == rulesets
    assert sorted(RULESETS) == files
    assert names == NAMES
    assert title == "Medical Director"


def test_the_rule_sets_are_found_in_an_editable_install(
    installed_editable: Path, checkout: Path, tmp_path: Path
) -> None:
    """
    An editable install finds the rule sets of the checkout, so that a change to one is seen at once.
    """
    package, rulesets, files, names, title = found_from(installed_editable, tmp_path)

    assert checkout / "reqcheck" == package
    assert checkout / "rulesets" == rulesets
    assert sorted(RULESETS) == files
    assert names == NAMES
    assert title == "Medical Director"


def test_the_rule_sets_are_found_in_a_checkout(checkout: Path, tmp_path: Path) -> None:
    """
    A bare checkout on the path finds the rule sets beside the package.
    """
    package, rulesets, files, names, _ = found_from(checkout, tmp_path)

    assert checkout / "reqcheck" == package
    assert checkout / "rulesets" == rulesets
    assert sorted(RULESETS) == files
    assert names == NAMES


def test_these_rule_sets_are_those_of_the_repository() -> None:
    """
    The rule sets that this process finds are those of the repository that is tested.
    """
    found = {each.name: each.read_bytes() for each in builtin_rulesets().iterdir() if each.name.endswith(".yaml")}

    assert RULESETS == found


# --- the command


def test_the_package_runs_as_a_command(installed: Path, tmp_path: Path) -> None:
    """
    `python -m reqcheck --version` prints the version, from the installed wheel.
    """
    printed = run([sys.executable, "-m", "reqcheck", "--version"], tmp_path, PYTHONPATH=str(installed))

    assert f"reqcheck {reqcheck.__version__}\n" == printed


def test_the_command_checks_a_candidate_from_the_installed_wheel(installed: Path, tmp_path: Path) -> None:
    """
    The installed package checks a candidate with nothing of the repository around it.
    """
    candidate = ROOT / "examples" / "candidates" / "01-fully-qualified.json"
    shutil.copy(candidate, tmp_path)
    words = ["check", candidate.name, "-r", "clinical-director", "--as-of", "2026-11-22", "--format", "jsonl"]
    printed = run([sys.executable, "-m", "reqcheck", *words], tmp_path, PYTHONPATH=str(installed))

    assert '"decision":"qualified"' in printed


def test_the_tests_of_rule_sets_run_from_the_installed_wheel(installed: Path, tmp_path: Path) -> None:
    """
    The installed package runs the tests that came with its rule sets.
    """
    words = ["rulesets", "test", "--fail-under", "100"]
    printed = run([sys.executable, "-m", "reqcheck", *words], tmp_path, PYTHONPATH=str(installed))

    assert re.search(r"^3 rule sets, \d+ tests, all passed$", printed, re.MULTILINE)


# --- the text of the repository


def pattern(*parts: str) -> re.Pattern[str]:
    """
    A pattern put together from pieces, so that this file does not match it.
    """
    return re.compile("".join(parts))


FORBIDDEN = {
    "the address of a package registry": pattern(
        *("(?:", "py", "pi\\.", "org|python", "hosted\\.|registry\\.", "npmjs|crates\\.", "io/|proxy\\.golang\\.", "org"),
        *("|rubygems\\.", "org|arti", "factory|--(?:extra-)?index", "-url|find", "-links)"),
    ),
    "an absolute path of a machine": pattern(
        *("(?:", "/", "home/[a-z]|/", "Users/[A-Za-z]|[A-Z]:\\\\", "Users|/", "root/|/", "work/(?:main|shared)|/"),
        *("tmp/[a-z]+", "/|/var/", "folders/|file:/", "//)"),
    ),
}
BINARY = {".png", ".ico", ".gz", ".whl", ".zip", ".pyc", ".pdf"}


def tracked() -> list[Path]:
    """
    The files of the repository: those that git knows, or all but hidden folders where there is no git.
    """
    done = subprocess.run(["git", "ls-files", "-z"], check=False, capture_output=True, text=True, cwd=ROOT)
    if done.returncode == 0 and done.stdout:
        files = [ROOT / each for each in done.stdout.split("\0") if each]
    else:
        files = [each for each in ROOT.rglob("*") if not any(part.startswith(".") for part in each.parts)]
    return [each for each in files if each.is_file() and each.suffix not in BINARY and "__pycache__" not in each.parts]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    """
    No file of the repository holds the address of a package registry or an absolute path of a machine.
    """
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for file in tracked()
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if FORBIDDEN[what].search(line)
    ]

    assert not found


@pytest.mark.parametrize(
    ("what", "text"),
    [
        pytest.param("the address of a package registry", "https://py" + "pi.org/simple", id="registry"),
        pytest.param("the address of a package registry", "--index" + "-url", id="index"),
        pytest.param("an absolute path of a machine", "/ho" + "me/somebody/x", id="home"),
        pytest.param("an absolute path of a machine", "C:" + "\\Users\\somebody", id="Windows"),
        pytest.param("an absolute path of a machine", "/Us" + "ers/somebody/x", id="Mac"),
    ],
)
def test_the_patterns_find_what_they_are_for(what: str, text: str) -> None:
    """
    The patterns match what they are made for, though this file does not hold it.
    """
    assert FORBIDDEN[what].search(text)


def test_every_file_is_text_in_utf_8() -> None:
    """
    Every tracked file that is no picture is UTF-8, with the line ends of Unix.
    """
    odd = [str(file.relative_to(ROOT)) for file in tracked() if b"\r" in file.read_bytes() or not is_utf_8(file)]

    assert not odd


def is_utf_8(file: Path) -> bool:
    try:
        file.read_text("utf-8")
    except UnicodeDecodeError:
        return False
    return True
