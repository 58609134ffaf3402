"""
An explanation as text for people: what is asked, or what was looked at and what was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reqcheck.rendering.text import Line
from reqcheck.wording import Document, cited, edited, fault, promised, role_of, spoken, who

#: Whether a record passes, as the answer to a question.
ANSWERS = {"met": "yes", "not_met": "no", "undetermined": "not known"}
STYLES = {"yes": "met", "no": "not_met", "not known": "undetermined", "set aside": "quiet"}


def explanation_lines(document: Document) -> Iterator[Line]:
    """
    The lines of one explanation.
    """
    yield Line(f"{document['requirement']}: {document['title']}", style="bold")
    yield Line(f"{role_of(document)}, {document['level']}", 2, "quiet")
    if "candidate" in document:
        yield from _looked_lines(document)
        return
    told: set[str] = set()
    yield from _headed("asks", _asks_lines(document["asks"], told))
    yield from _headed("applies", _when_lines(document["when"], told))
    yield from _headed("parameters", (line for each in document["parameters"] for line in _parameter_lines(each)))
    yield from _headed("comes from", _basis_lines(document))
    yield Line("")


def _headed(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    inside = list(lines)
    if inside:
        yield from (Line(""), Line(title, 2, "bold"), *inside)


def _asks_lines(asked: Document, told: set[str], indent: int = 4) -> Iterator[Line]:
    """
    What a criterion asks: in its own words, by the rule of its kind (unless it is *told* already),
    setting by setting, part by part.
    """
    yield Line(_in_short(asked), indent, "bold")
    if asked["kind"] not in told:
        yield Line(f"{asked['kind']}: {_plain(asked['rule'])}", indent + 2, "quiet")
        told.add(asked["kind"])
    width = max((len(each["name"]) for each in asked["settings"]), default=0)
    yield from (_setting_line(each, width, indent + 2) for each in asked["settings"])
    if asked["evidence"]:
        yield Line(f"It counts on evidence that is {asked['evidence']}.", indent + 2)
    for each in asked["met_by"]:
        yield Line(f"met by {each}", indent + 2, hang=2)
    for name, part in asked["parts"].items():
        yield Line(_part_title(name), indent + 2, "quiet")
        yield from _asks_lines(part, told, indent + 4)


def _in_short(asked: Document) -> str:
    """
    A criterion in its own words; a tree by its connective, because its parts follow.
    """
    words: str = asked["words"] or f"{asked['kind']} (in full once every parameter below is set)"
    return f"{words.partition(':')[0]} these" if "0" in asked["parts"] else words


def _part_title(path: str) -> str:
    """
    What a part is called: the parts of a list count from one.
    """
    names = path.split("/")
    places = ".".join(str(int(each) + 1) for each in names if each.isdecimal())
    others = (spoken(each) for each in names if not each.isdecimal())
    return ", ".join(filter(None, (f"part {places}" if places else "", *others)))


def _plain(rule: str) -> str:
    """
    The rule of a kind with its settings in backticks.
    """
    return rule.replace("*", "`")


def _setting_line(setting: Document, width: int, indent: int) -> Line:
    origin = f" (from {', '.join(setting['parameters'])})" if setting["parameters"] else " (if nothing is said)" if setting["default"] else ""
    return Line(f"{setting['name']:<{width}}  {setting['value']}{origin}", indent, hang=width + 2)


def _when_lines(when: Document | None, told: set[str]) -> Iterator[Line]:
    if when is None:
        return
    for name, value in when.get("parameters", {}).items():
        yield Line(f"only where {name} is {value}", 4)
    if "criterion" in when:
        yield Line("only to candidates of whom this holds:", 4)
        yield from _asks_lines(when["criterion"], told, 6)


def _parameter_lines(used: Document) -> Iterator[Line]:
    unset = used["value"] is None
    value = f" is not set (--set {used['name']}=VALUE)" if unset else f" = {used['value']}"
    default = ", if nothing is said" if used["set"] == "default" else ""
    default += f", since {used['since']}" if used["since"] else ""
    choices = f"one of {', '.join(used['one_of'])}" if used["one_of"] else ""
    told = "; ".join(each.rstrip(".") for each in (used["title"], choices, used["note"]) if each)
    yield Line(f"{used['name']}{value}{default}{f': {told}' if told else ''}", 4, hang=2)
    yield from (Line(edited(each), 6, hang=2) for each in used["edits"])


def _basis_lines(document: Document) -> Iterator[Line]:
    basis = document["basis"]
    if basis is not None:
        yield Line(", ".join(filter(None, (basis["title"], basis["section"]))), 4, hang=2)
        if basis["note"]:
            yield Line(basis["note"], 4)
    if document["note"]:
        yield Line(document["note"], 4)
    yield from (Line(edited(each), 4, hang=2) for each in document["edits"])


# -- the text, of one candidate -----------------------------------------------------------------


def _looked_lines(document: Document) -> Iterator[Line]:
    """
    What was looked at in one profile, and what was found.
    """
    used = (f"{each['name']} {each['value']}" for each in document["parameters"])
    yield Line(", ".join((f"for {who(document)}, as of {document['as_of']}", *used)), 2, "quiet")
    found = document["found"]
    yield from _headed("applies", _considered_lines(document["considered_when"], document, None))
    yield from _headed("looked at", _tree_lines(document))
    yield from _headed("set aside, as if it were not on file", map(_aside_line, document["set_aside"]))
    yield from _headed("found", _found_lines(found))
    yield from _headed("questions", (Line(f"- {each['question']} ({each['pointer']})", 4, hang=2) for each in found["missing"]))
    yield Line("")


def _tree_lines(document: Document) -> Iterator[Line]:
    """
    Part by part, every record and what was compared.
    """
    found = document["found"]
    if document["considered"] is None and not found["parts"]:
        yield Line(f"`{document['asks']['kind']}` looks at the profile in its own way", 4)
    elif document["considered"] != []:
        yield Line(f"for {_in_short(document['asks'])}", 4)
        yield from _considered_lines(document["considered"] or [], document, found)


def _considered_lines(every: list[Document], document: Document, found: Document | None) -> Iterator[Line]:
    """
    What was considered, under the name of the part that did, with the finding of that part.
    """
    parts = dict(_parts(found))
    for part in dict.fromkeys(("", *parts, *(each["part"] for each in every))):
        of_part = [each for each in every if each["part"] == part]
        if part:
            yield from (Line(""), Line(_part_heading(part, document, found), 4, "bold"))
        yield from (line for each in of_part for line in _one(each))
        if parts.get(part) and not of_part:
            yield Line("it looks at the profile in its own way", 4)


def _parts(found: Document | None, path: str = "") -> Iterator[tuple[str, bool]]:
    """
    The parts of a finding by their path, and whether each is a leaf.
    """
    for name, each in (found or {}).get("parts", {}).items():
        inner = f"{path}/{name}".strip("/")
        yield inner, not each["parts"]
        yield from _parts(each, inner)


def _part_heading(path: str, document: Document, found: Document | None) -> str:
    """
    A part by its place, what it asks, and what was found of it.
    """
    asks: Mapping[str, Any] | None = document["asks"]
    of: Mapping[str, Any] | None = found
    for name in path.split("/"):
        asks = (asks or {}).get("parts", {}).get(name)
        of = (of or {}).get("parts", {}).get(name)
    words = f" ({_in_short(asks)})" if asks is not None else ""
    status = f": {_status(of)}" if of is not None else ""
    return f"{_part_title(path)}{words}{status}"


def _status(found: Document) -> str:
    could_be = [spoken(each) for each in found["could_be"]]
    if len(could_be) == 1:
        return could_be[0]
    return "not known" if could_be == ["met", "not met"] else f"not known ({' or '.join(could_be)})"


def _one(considered: Document) -> Iterator[Line]:
    """
    One record, why it counts or not, and what was compared.
    """
    answer = "set aside" if considered["set_aside"] else ANSWERS[considered["verdict"]]
    notes = filter(None, (considered.get("adds"), considered["note"], considered["set_aside"]))
    where = f" [{considered['pointer']}]" if considered["pointer"] else ""
    says = ": ".join(filter(None, (considered["what"], "; ".join(notes))))
    yield Line(f"{answer:<10} {says}{where}", 4, STYLES[answer], hang=11)
    yield from (_compared_line(each) for each in considered["compared"])


def _compared_line(compared: Document) -> Line:
    """
    One test: what the record says, what is asked, and what is the matter.
    """
    fields = compared["says"]
    named = (f"{spoken(name).replace('/', ' ')} {value}" for name, value in fields.items())
    says = ", ".join(named if len(fields) > 1 else fields.values())
    asked = f" (asked: {spoken(compared['asked'])})" if compared["asked"] and compared["asked"] != says else ""
    told = filter(None, (f"{says}{asked}".strip(), compared["matter"]))
    answer = ANSWERS[compared["verdict"]]
    return Line(f"{answer:<10} {compared['test']}: {'; '.join(told)}", 15, STYLES[answer], hang=11)


def _aside_line(considered: Document) -> Line:
    return Line(f"- {considered['what']}: {considered['set_aside']} [{considered['pointer']}]", 4, hang=2)


def _found_lines(found: Document) -> Iterator[Line]:
    yield Line(f"{spoken(found['status']).upper()}: {found['reason']['text']}", 4, found["status"])
    yield from (Line(f"- {cited(each)}", 4, hang=2) for each in found["evidence"])
    yield from (Line(f"if, {promised(each)}", 4) for each in found["conditions"])
    if "error" in found:
        yield Line(f"error: {fault(found)}", 4)
