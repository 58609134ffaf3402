"""
Runs the documentation: every code block of README.md and of docs, by what it is.

- ``python`` runs; what it prints is compared with a ``text`` block that follows it at once.
- ``console`` runs every ``$ reqcheck ...`` and compares what it says; a line ``...`` stands for any
  lines.  ``< FILE`` is standard input, and ``$ echo $?`` shows the exit code.
- ``yaml`` is loaded: a whole rule set, some keys of one, requirements by name, or criteria; with the
  plugins that the page has saved so far, else with Acme's.
- ``json`` is loaded: a whole profile, or some sections of one.

``<!-- file: NAME -->`` above a block saves it under that name for the blocks that follow, and
``<!-- broken file: NAME -->`` does so without running it.  Everything runs in a folder of its own,
in which ``examples`` and ``rulesets`` are those of the repository.
"""

from __future__ import annotations

import gc
import io
import json
import re
import shlex
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import chdir, redirect_stdout
from functools import cache
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import indent
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from hypothesis import settings
from sybil import Document, Example, Region, Sybil
from yaml import safe_load

from reqcheck import Profile, load_suite, open_catalog
from reqcheck.cli import main
from reqcheck.ruleset import TREES, RuleSet
from reqcheck.vocabulary import load_vocabulary

ROOT = Path(__file__).parent

# A machine that is busy is no reason to fail.
settings.register_profile("reqcheck", deadline=None)
settings.load_profile("reqcheck")


# -- what every test would else do anew -------------------------------------------------------


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """
    Tests that are collected stay: nobody looks among them for what could go.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
        gc.set_threshold(20_000, 20, 20)


def context(method: str) -> BaseContext:
    """
    Workers of the tests' own process begin where the library is imported; those of a program begin with nothing.

    They are told as much, and as little: each imports the command line and opens the catalog for itself.
    """
    if "forkserver" not in get_all_start_methods():
        return get_context(method)
    found = get_context("forkserver")
    found.set_forkserver_preload([each for each in sys.modules if re.match(r"reqcheck\.(?!cli\b)|click$", each)])
    return found


def pytest_configure() -> None:
    """
    The built-in vocabularies, which nothing changes, are read once, and what a worker imports is imported once.
    """
    patch("reqcheck.catalog.load_vocabulary", cache(load_vocabulary)).start()
    patch("reqcheck.cli.workers.get_context", context).start()


# -- the blocks of a page -----------------------------------------------------------------------

BLOCK = re.compile(
    r"(?:^<!-- (?P<broken>broken )?file: (?P<file>\S+) -->\n)?"
    r"^```(?P<language>\w+)\n(?P<source>.*?)^```\n"
    r"(?:\n*^```text\n(?P<output>.*?)^```\n)?",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """
    A code block: its text, the line it begins on, what it prints, the file it is saved as.
    """

    language: str
    source: str
    line: int
    output: str | None = None
    file: str | None = None
    broken: str | None = None


# -- what each kind of block is ---------------------------------------------------------------


def python(block: Block, namespace: dict[str, Any]) -> str | None:
    """
    The code runs, and prints what the block behind it shows.
    """
    printed = io.StringIO()
    code = compile("\n" * block.line + block.source, "the documentation", "exec", dont_inherit=True)
    with redirect_stdout(printed):
        exec(code, namespace)  # noqa: S102 - it is our own documentation
    return difference(block.output, printed.getvalue()) if block.output is not None else None


def console(block: Block, _: dict[str, Any]) -> str | None:
    """
    Every command says what stands below it.
    """
    code = 0
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.source, re.MULTILINE):
        if command == "echo $?":
            printed = f"{code}\n"
        else:
            code, printed = called(shlex.split(command))
        if (differs := difference(expected, printed)) is not None:
            return f"$ {command}\n{differs}"
    return None


def called(words: list[str]) -> tuple[int, str]:
    """
    The exit code of a reqcheck command, and all that it says.
    """
    assert words[0] == "reqcheck", f"only reqcheck is run here, not {words[0]}"
    given = None
    if "<" in words:
        given = Path(words[-1]).read_bytes()
        words = words[: words.index("<")]
    result = CliRunner().invoke(main, words[1:], input=given, prog_name="reqcheck")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def yaml(block: Block, _: dict[str, Any]) -> None:
    """
    The block loads as the rule set that it is or belongs to, or as the tests of one.
    """
    if block.file is not None and block.file.endswith(".test.yaml"):
        load_suite(block.file, open_catalog())
        return
    path = Path(f"line-{block.line}.yaml")
    path.write_text(whole(block.source), "utf-8")
    plugins = sorted(Path().glob("*.py")) or [ROOT / "examples" / "acme_rules.py"]
    open_catalog(plugins=plugins).load_ruleset(path)


def whole(text: str) -> str:
    """
    The rule set that a part of one belongs to, with what the part leaves out.
    """
    document = safe_load(text)
    if isinstance(document, list):
        text = "all_of:\n" + indent(text, "  ")
    if isinstance(document, list) or {"kind", *TREES}.intersection(document):
        text = "example:\n  criterion:\n" + indent(text, "    ")
    if isinstance(document, list) or not {"schema", *RuleSet.__annotations__}.intersection(document):
        text = "requirements:\n" + indent(text, "  ")
    used = sorted(set(re.findall(r"(?<!\$)\$([a-z_]+)", text)))
    defaults = {
        "schema": "reqcheck.ruleset/1",
        "id": "docs/example",
        "title": "An example",
        "parameters": "".join(f"\n  {name}: {{type: text}}" for name in used),
        "requirements": "\n  example: {criterion: {kind: license}}",
    }
    given = safe_load(text)
    return "".join(f"{name}: {value}\n" for name, value in defaults.items() if name not in given and value) + text


def profile(block: Block, _: dict[str, Any]) -> None:
    """
    The block loads as a candidate's profile, or as sections of one.
    """
    document = json.loads(block.source)
    if "schema" in document:
        Profile.from_json(block.source)
    else:
        Profile.from_dict(document)


RUN: dict[str, Callable[[Block, dict[str, Any]], str | None]] = {
    "python": python,
    "console": console,
    "yaml": yaml,
    "json": profile,
}


# -- how blocks are found and run -------------------------------------------------------------


def blocks(document: Document) -> Iterator[Region]:
    """
    Every block that can be run or saved.
    """
    for found in BLOCK.finditer(document.text):
        if found["language"] not in RUN and found["file"] is None:
            continue
        line = document.text.count("\n", 0, found.start("source"))
        end = found.end() if found["language"] == "python" else found.end("source")
        yield Region(found.start(), end, Block(line=line, **found.groupdict()), run)


def run(example: Example) -> str | None:
    """
    Run a block, after those above it that another process has run: each page is read from its beginning.
    """
    found: dict[int, str | None] = example.namespace["_found"]
    for region in blocks(example.document):
        block: Block = region.parsed
        if block.line <= example.parsed.line and block.line not in found:
            found[block.line] = once(block, example.namespace)
    return found[example.parsed.line]


def once(block: Block, namespace: dict[str, Any]) -> str | None:
    """
    Save the block if it has a name, and run it if it is to be run.
    """
    evaluate = RUN.get(block.language)
    folder = namespace["_folder"].name
    with chdir(folder), patch.object(sys, "path", [folder, *sys.path]):
        if block.file is not None:
            Path(block.file).write_text(block.source, "utf-8")
        if block.broken or evaluate is None:
            return None
        return evaluate(block, namespace)


def difference(expected: str, printed: str) -> str | None:
    """
    What is printed beside what is expected; None where they agree but for empty lines around them.
    """
    lines = [line.rstrip() for line in printed.strip("\n").splitlines()]
    wanted = [re.escape(line.rstrip()) for line in expected.strip("\n").splitlines()]
    pattern = "".join(r"(?:.*\n)*" if line == r"\.\.\." else f"{line}\n" for line in wanted)
    if re.fullmatch(pattern, "".join(f"{line}\n" for line in lines)):
        return None
    return f"expected:\n{indent(expected, '    ')}printed:\n{indent(printed, '    ')}"


def setup(namespace: dict[str, Any]) -> None:
    """
    A folder for one page, with the repository's examples and rule sets in it.
    """
    folder = namespace["_folder"] = TemporaryDirectory()
    namespace["_found"] = {}
    for name in ("examples", "rulesets"):
        (Path(folder.name) / name).symlink_to(ROOT / name)


def teardown(namespace: dict[str, Any]) -> None:
    """
    The folder goes when its page is done.
    """
    namespace["_folder"].cleanup()


pytest_collect_file = Sybil(
    parsers=[blocks], patterns=["README.md", "docs/*.md"], setup=setup, teardown=teardown
).pytest()
