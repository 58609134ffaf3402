"""
Names that commands are given: none is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from many import ASKED, called, folder

from reqcheck.cli import main
from reqcheck.cli.group import Commands


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder(tmp_path)
    return tmp_path


def params(group: click.Command) -> Iterator[click.Parameter]:
    """
    Every argument and option of every command that takes a text.
    """
    if isinstance(group, Commands):
        for name in group.modules:
            command = group.get_command(click.Context(group), name)
            assert command is not None
            yield from params(command)
    else:
        yield from (each for each in group.params if not isinstance(each, click.Option) or not each.is_flag)


@pytest.mark.parametrize("param", [pytest.param(each, id=each.opts[0]) for each in params(main)])
def test_nothing_takes_an_empty_text(param: click.Parameter) -> None:
    """
    A variable of the shell that is not set is never taken for this folder, or for an option that was not given.
    """
    with pytest.raises(click.BadParameter):
        param.type.convert("", param, None)


@pytest.mark.parametrize(
    "words",
    [
        ["check", "", *ASKED],
        ["check", "a.json", "", *ASKED],
        ["check", "a.json", "-r", ""],
        ["check", "a.json", *ASKED, "-o", ""],
        ["batch", "", "out.jsonl", *ASKED],
        ["batch", "a.json", "", *ASKED],
        ["gap", "", *ASKED],
        ["forecast", "", *ASKED],
        ["path", "", "--to", "medical-director"],
        ["explain", "first", *ASKED, "--candidate", ""],
        ["rulesets", "lint", ""],
        ["rulesets", "new", "acme/role", "-o", ""],
    ],
)
def test_an_empty_name_is_two(words: list[str]) -> None:
    """
    An empty name is told with the place where it stands, and nothing is read or written.
    """
    Path("a.json").write_text("{}", "utf-8")
    before = sorted(Path().iterdir())
    result = called(*words)

    assert (2, "") == (result.exit_code, result.stdout)
    assert "Error: Invalid value for " in result.stderr
    assert ": it is empty, and names nothing; " in result.stderr
    assert before == sorted(Path().iterdir())
