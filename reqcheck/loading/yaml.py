"""
YAML as text with positions: one document, no aliases, no tags, no duplicate keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from types import MappingProxyType
from typing import Any

import attrs
import msgspec
import yaml

from reqcheck.document import NOWHERE, Items, Node, Place, Table, Text, quoted
from reqcheck.errors import DocumentError, Problem
from reqcheck.loading.limits import NODES, RULESET_BYTES, RULESET_DEPTH, RULESET_PROBLEMS, more_than, too_big

_QUOTES = ("'", '"')
_SCALAR, _TABLE_STARTS = yaml.ScalarEvent, yaml.MappingStartEvent
_STARTS = frozenset((yaml.MappingStartEvent, yaml.SequenceStartEvent))
_ENDS = frozenset((yaml.MappingEndEvent, yaml.SequenceEndEvent))
#: What makes events of a text: libyaml, where it is there.
_Parser: type = yaml.cyaml.CParser if yaml.__with_libyaml__ else yaml.SafeLoader  # type: ignore[attr-defined]
NOTHING_BELOW: Mapping[str, list[str]] = MappingProxyType({})


def parse_yaml(
    text: str, source: str, repeated: list[Problem] | None = None, file: str = "", noun: str = "rule set"
) -> Table:
    """
    The mapping that a YAML (or JSON) text holds; raises `DocumentError` with what is wrong.

    Names that are written twice are noted in *repeated*, if it is given: the first of them is read,
    so that nothing hides what else is wrong.  Places name the *file* of a layer below another.  *noun*
    says what such a text is.
    """
    problem = too_big(len(text.encode(errors="replace")), RULESET_BYTES, f"a {noun}")
    if problem is not None:
        raise DocumentError(source, (problem,))
    problems: list[Problem] = []
    root = _root(text, file, problems, problems if repeated is None else repeated)
    if not problems and not isinstance(root, Table):
        place = root.place if root is not None else Place(1, 1, file)
        problems.append(Problem(f"a {noun} is a mapping of names to values", "not-a-mapping", place=place))
    if problems or not isinstance(root, Table):
        lines = text.split("\n")
        own = [each for each in repeated or () if each.place is not None and each.place.file == file]
        raise DocumentError(source, shown([*problems, *own], lines, {file: lines}))
    return root


def _root(text: str, file: str, problems: list[Problem], repeated: list[Problem]) -> Node | None:
    root: Node | None = None
    try:
        root = _Builder(file, problems, repeated).build(text)
    except yaml.MarkedYAMLError as error:
        problems.append(_in_file(_syntax(error, text.split("\n")), file))
    except yaml.YAMLError as error:
        problems.append(_in_file(_unreadable(error, text), file))
    return root


def _in_file(problem: Problem, file: str) -> Problem:
    assert problem.place is not None
    return attrs.evolve(problem, place=msgspec.structs.replace(problem.place, file=file))


def shown(
    problems: Sequence[Problem], lines: list[str], below: Mapping[str, list[str]] = NOTHING_BELOW
) -> tuple[Problem, ...]:
    """
    The problems in the order of their places, each once, with the lines they stand on.

    *lines* are those of the document itself, *below* has those of the files of layers below it.
    """
    first = sorted(problems, key=_order)[: RULESET_PROBLEMS + 1]
    lined = (_with_line(each, lines if each.place is None or not each.place.file else below.get(each.place.file, [])) for each in first)
    placed = tuple(dict.fromkeys(sorted(lined, key=_order)))
    if len(placed) <= RULESET_PROBLEMS:
        return placed
    return (*placed[:RULESET_PROBLEMS], more_than(RULESET_PROBLEMS))


def _order(problem: Problem) -> tuple[str, int, int]:
    return (problem.place.file, problem.place.line, problem.place.column) if problem.place else ("", 0, 0)


def _with_line(problem: Problem, lines: list[str]) -> Problem:
    """
    The problem with its line; one at the end of the file is shown at the end of its last line.
    """
    place = problem.place
    if place is None:
        return problem
    if place.line <= len(lines) and lines[place.line - 1].strip():
        return attrs.evolve(problem, line=lines[place.line - 1])
    filled = [number for number, line in enumerate(lines[: place.line], 1) if line.strip()]
    if not filled:
        return attrs.evolve(problem, line=lines[place.line - 1] if place.line <= len(lines) else "")
    line = lines[filled[-1] - 1]
    return attrs.evolve(problem, place=Place(filled[-1], len(line.rstrip()) + 1, place.file), line=line)


class _Over(Exception):
    """
    Nothing more of a text is read.
    """


class _Builder:
    """
    Builds nodes from events, without recursion, and notes what a rule set may not hold.
    """

    def __init__(self, file: str, problems: list[Problem], repeated: list[Problem]) -> None:
        self._file = file
        self._problems = problems
        self._repeated = repeated
        self._odd: list[tuple[Mapping[str, Place], Node]] = []
        self._documents = 0

    def build(self, text: str) -> Node | None:
        """
        The first node of a text, as far as it can be read.
        """
        parser = _Parser(text)
        whole: list[Node] = []
        try:
            with suppress(_Over):
                self._build(parser.get_event, whole)
        finally:
            parser.dispose()
        return whole[0] if whole else None

    def _build(self, following: Callable[[], Any], inside: Any) -> None:
        """
        Take every event: most of them are scalars, and most others begin or end a list or a mapping.

        What is built goes *inside* of what was begun last; in a mapping it is a name or that name's value, in turn.
        """
        file, place, name = self._file, NOWHERE, None
        keys: dict[str, Place] | None = None  # of a mapping, where its names stand
        around: list[Any] = []
        for event in islice(iter(following, None), NODES + 2):  # the text and its document begin with events of their own
            kind = event.__class__
            if kind is _SCALAR:
                mark = event.start_mark
                place = Place(mark.line + 1, mark.column + 1, file)
                if event.tag is not None:
                    self._tagged(event.tag, place)
                if keys is not None and name is None and event.value not in keys:
                    name = event.value
                    keys[name] = place
                    continue
                node: Node = Text(event.value, place, event.style in _QUOTES) if event.style else Text(event.value, place)
            elif kind in _ENDS:
                node = self._ended(around[-1][0], inside, keys)
                _, inside, keys, name = around.pop()
            else:
                place = Place(event.start_mark.line + 1, event.start_mark.column + 1, file)
                if kind in _STARTS and len(around) < RULESET_DEPTH:
                    self._tagged(event.tag, place)
                    around.append((place, inside, keys, name))
                    inside, keys, name = ({}, {}, None) if kind is _TABLE_STARTS else ([], None, None)
                    continue
                rare = self._rare(event, place)
                if rare is None:
                    continue
                node = rare
            if keys is None:
                inside.append(node)
            elif name is None:
                name = self._odd_name(node, keys)
            else:
                inside.setdefault(name, node)
                name = None
        self._note(f"more than {NODES:,} texts, lists and mappings; a rule set may have no more", place)

    def _rare(self, event: yaml.Event, place: Place) -> Node | None:
        """
        What stands for an event that is neither a scalar nor a beginning or an end; nothing for most of them.

        Raises `_Over` where nothing more is read.
        """
        if isinstance(event, yaml.AliasEvent):
            self._note("`*` refers to another part of the file; write the value out here", place)
            return Text("", place)
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents == 2:
                self._note("a second document begins here; a file holds one rule set", place)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._tagged(event.tag, place)
            self._note(f"nested more than {RULESET_DEPTH} deep", place)
            raise _Over
        elif isinstance(event, yaml.StreamEndEvent):
            raise _Over
        return None

    def _ended(self, place: Place, inside: Any, keys: dict[str, Place] | None) -> Items | Table:
        """
        The list or the mapping that ends; only of a whole mapping it is told which names are none.
        """
        if keys is None:
            return Items(tuple(inside), place)
        if self._odd:
            self._tell_of_odd_names(keys)
        return Table(inside, place, keys)

    def _odd_name(self, node: Node, keys: dict[str, Place]) -> str:
        """
        What to call a value whose name is no text, or that of another value, which stays.
        """
        name = node.value if isinstance(node, Text) else ""
        if not isinstance(node, Text) or name in keys:
            self._odd.append((keys, node))
        else:
            keys[name] = node.place
        return name

    def _tell_of_odd_names(self, keys: Mapping[str, Place]) -> None:
        for node in [node for names, node in self._odd if names is keys]:
            if not isinstance(node, Text):
                self._note("a name is text; put the text in double quotes", node.place)
            else:
                message = f"{quoted(node.value)} is written twice; it stands on line {keys[node.value].line} already"
                self._repeated.append(Problem(message, "yaml", place=node.place))

    def _tagged(self, tag: str | None, place: Place) -> None:
        if tag is not None and tag != "!":
            self._note(f"tags such as {quoted(tag)} are not used in rule sets; remove it", place)

    def _note(self, message: str, place: Place) -> None:
        self._problems.append(Problem(message, "yaml", place=place))


def _syntax(error: yaml.MarkedYAMLError, lines: list[str]) -> Problem:
    """
    A syntax error in the words of somebody who does not know the grammar.
    """
    mark = error.problem_mark or error.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark is not None else Place(1, 1)
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    problem = (error.problem or "not YAML").replace("did not find", "there is no")
    context = error.context or ""
    if "\t" in line[: place.column] or "'\\t'" in problem:
        return Problem("a tab cannot indent; use spaces", "yaml", place=place)
    if "flow" in context or "flow" in problem:
        return _in_braces(error, place, lines)
    if "quoted scalar" in context and "end of stream" in problem:
        return Problem("not YAML: a text in quotes does not end; close it", "yaml", place=place)
    if "mapping values are not allowed" in problem:
        message = "a colon stands inside of a text here; put the text in double quotes"
        return Problem(message, "yaml", place=place)
    return Problem(f"not YAML: {problem}" + (f" ({context})" if context else ""), "yaml", place=place)


def _in_braces(error: yaml.MarkedYAMLError, place: Place, lines: list[str]) -> Problem:
    """
    Something broke braces or brackets: most often a comma, a colon or a question mark in a text.
    """
    start = error.context_mark.line if error.context_mark is not None else place.line - 1
    inside = "\n".join(lines[start : place.line])
    message = "braces or brackets do not close as they should"
    if any(each in inside for each in "?:,"):
        message += "; if a text holds a comma, a colon or a question mark, put the text in double quotes"
    return Problem(message, "yaml", place=place)


def _unreadable(error: yaml.YAMLError, text: str) -> Problem:
    reason = getattr(error, "reason", None) or str(error).split("\n", 1)[0]
    before = text[: max(0, getattr(error, "position", 0))]
    place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return Problem(f"not YAML: {reason}", "yaml", place=place)
