"""
What a command says of itself, and of a command that there is not.
"""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from reqcheck.cli import main
from reqcheck.cli.group import Commands

ONE = "examples/candidates/01-fully-qualified.json"


def commands(group: Commands, *names: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name in group.modules:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        yield (*names, name), command
        if isinstance(command, Commands):
            yield from commands(command, *names, name)


GROUPS = [(), ("rulesets",)]
SINGLE = [names for names, each in commands(main) if not isinstance(each, Commands)]


@pytest.mark.parametrize("names", GROUPS)
def test_a_list_of_commands_cuts_no_sentence_short(names: tuple[str, ...]) -> None:
    """
    What is said of each command in a list fits on its line.
    """
    shown = CliRunner().invoke(main, [*names, "--help"], env={"COLUMNS": "80"}).output

    assert not [line for line in shown.splitlines()[1:] if line.endswith("...")]


@pytest.mark.parametrize("names", SINGLE, ids=" ".join)
def test_help_ends_with_the_exit_codes(names: tuple[str, ...]) -> None:
    """
    The help of every command says what its exit codes mean.
    """
    shown = CliRunner().invoke(main, [*names, "--help"]).output

    assert "\n  Exit codes:\n    0  " in shown
    assert "\n    2  " in shown


@pytest.mark.parametrize(("names", "meant"), [(("chek",), "check"), (("rulesets", "lst"), "list")])
def test_a_mistyped_command_is_told_which_one_is_meant(names: tuple[str, ...], meant: str) -> None:
    """
    A command that there is not gets the nearest one that there is.
    """
    result = CliRunner().invoke(main, names)

    assert result.exit_code == 2
    assert f"no command is called `{names[-1]}`; did you mean `{meant}`?" in result.output


def test_a_named_day_that_is_none_is_told_with_its_option() -> None:
    """
    A value of --date that is no day is told as one of --date.
    """
    result = CliRunner().invoke(main, ["check", ONE, "-r", "clinical-director", "--date", "start=2027"])

    assert result.exit_code == 2
    assert "Invalid value for '--date': `2027` is not one day" in result.output
