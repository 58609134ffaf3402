"""
Reports as one page for the browser and the printer: a table of all candidates, then each report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from reqcheck.page import Html, link, opening, tag
from reqcheck.wording import (
    Document,
    asked_of,
    by_level,
    counted,
    fault,
    frequent,
    problem,
    promised,
    role_of,
    spoken,
    warned,
    who,
    why,
)

#: Where requirements stand on the page, by their ids.
Places = Mapping[str, str]

#: A sign for each status and decision, beside its word.
SIGNS = {
    "met": "\N{CHECK MARK}",
    "qualified": "\N{CHECK MARK}",
    "not_met": "\N{MULTIPLICATION X}",
    "not_qualified": "\N{MULTIPLICATION X}",
    "failure": "!",
    "error": "!",
    "undetermined": "?",
    "needs_review": "?",
    "qualified_on_condition": "\N{CHECK MARK}?",
}
#: The columns of the table of candidates that count, and the statuses that each counts.
COUNTED = {"met": ("met",), "not met": ("not_met",), "not known": ("undetermined", "error")}


def begin(summary: Document, roles: Iterable[str]) -> str:
    """
    The page up to the rows of its table of candidates.
    """
    title = f"Requirements report, {counted(summary['candidates'], 'candidate')}"
    often = [tag("div", tag("h3", title_.capitalize()), _list(each)) for title_, each in frequent(summary)]
    parts = [
        tag("h2", f"Summary of {counted(summary['candidates'], 'candidate')}", id="summary"),
        tag("ul", *_counts(summary), class_="counts"),
        *([tag("div", *often, class_="often")] if often else []),
    ]
    return (
        f"{opening(title)}{tag('a', 'To the table of candidates', class_='skip', href='#candidates')}\n"
        f"<header>{tag('h1', 'Requirements report')}{''.join(tag('p', each, class_='quiet') for each in roles)}</header>\n"
        f'<main>\n<section class="card" aria-labelledby="summary">{"".join(parts)}{_table_head()}\n'
    )


def asked(document: Document) -> Iterator[str]:
    """
    What the head of the page says was asked, of one report.
    """
    if "decision" in document:
        yield f"{role_of(document)}, as of {document['as_of']}"


def row(document: Document, number: int) -> str:
    """
    One candidate in the table of candidates.
    """
    decision = document.get("decision", "failure")
    name = tag("th", link(f"#c{number}", tag("bdi", who(document))), scope="row")
    counts = Counter(each["status"] for each in document.get("requirements", ()) if each["level"] == "required")
    numbers = [
        tag("td", str(sum(counts[each] for each in statuses)) if counts else "", class_="number wide")
        for statuses in COUNTED.values()
    ]
    decided = tag("td", *_decided(document, _places(document, number)), class_="wide")
    return tag("tr", name, tag("td", _mark(decision)), *numbers, decided) + "\n"


def between() -> str:
    """
    What stands between the table and the first report.
    """
    return "</tbody></table></section>\n"


def article(document: Document, number: int) -> str:
    """
    One report, or one candidate that could not be read.
    """
    inside = _report(document, number) if "decision" in document else _failure(document)
    name = tag("h2", tag("bdi", who(document)), id=f"c{number}-name")
    head = tag("div", name, _mark(document.get("decision", "failure")), class_="head")
    back = tag("p", link("#candidates", "All candidates"), class_="back fine")
    labels = {"class_": "card", "id": f"c{number}", "aria_labelledby": f"c{number}-name"}
    return tag("article", head, *inside, back, **labels) + "\n"


def end(left: Iterable[str]) -> str:
    """
    What is left to people, and the end of the page.
    """
    items = _list(left)
    title = tag("h2", "Left to people, not checked here", id="left")
    section = tag("section", title, items, class_="card", aria_labelledby="left") if items else ""
    return f"{section}\n</main>\n</body>\n</html>\n"


# --- the summary


def _counts(summary: Document) -> Iterator[Html]:
    for decision, number in summary["decisions"].items():
        yield tag("li", tag("b", str(number)), spoken(decision), class_=decision)
    if summary["failures"]:
        yield tag("li", tag("b", str(summary["failures"])), "could not be read", class_="failure")


def _table_head() -> str:
    caption = tag("caption", "All candidates. The numbers count required requirements.")
    numbers = [tag("th", each.capitalize(), scope="col", class_="number wide") for each in COUNTED]
    names = [tag("th", each, scope="col") for each in ("Candidate", "Decision")]
    decided = tag("th", "Decided by", scope="col", class_="wide")
    head = tag("thead", tag("tr", *names, *numbers, decided))
    return f'<table class="candidates" id="candidates" tabindex="-1">{caption}{head}<tbody>'


def _decided(document: Document, places: Places) -> Iterator[str]:
    """
    The requirements that decided, each a link to where it stands.
    """
    return _linked(document.get("decided_by", ()), places)


def _linked(names: Iterable[str], places: Places) -> Iterator[str]:
    """
    Names of requirements with commas between; each is a link where there is such a requirement.
    """
    for place, name in enumerate(names):
        yield ", " if place else ""
        yield link(f"#{places[name]}" if name in places else "", name)


def _places(document: Document, number: int) -> Places:
    """
    Where each requirement of a report stands on the page.
    """
    return {each["id"]: f"c{number}-{place}" for place, each in enumerate(document.get("requirements", ()), 1)}


# --- a report


def _failure(document: Document) -> Iterator[str]:
    yield _list(map(problem, document["problems"]))


def _report(document: Document, number: int) -> Iterator[str]:
    places = _places(document, number)
    yield tag("p", asked_of(document), class_="quiet")
    if document["decided_by"]:
        yield tag("p", "Decided by ", *_decided(document, places))
    yield from _section("On condition that", map(promised, document["conditions"]))
    yield _requirements(document, places)
    yield from _section("Questions", (_question(each, places) for each in document["questions"]))
    yield from _section("Warnings", map(warned, document["warnings"]))
    digests = f"rule set {document['ruleset']['digest']}, profile {document['profile_digest']}"
    yield tag("p", f"{document['engine']}, {digests}", class_="fine")


def _section(title: str, items: Iterable[str]) -> Iterator[Html]:
    found = _list(items)
    if found:
        yield tag("h3", title)
        yield found


def _list(items: Iterable[str]) -> Html:
    """
    A list, or nothing where there are no items.
    """
    found = [tag("li", each) for each in items]
    return tag("ul", *found) if found else Html()


def _question(question: Document, places: Places) -> Html:
    where = tag("code", question["pointer"])
    return _joined(question["question"], " ", where, " for ", *_linked(question["settles"], places))


def _joined(*parts: str) -> Html:
    return tag("span", *parts)


def _requirements(document: Document, places: Places) -> Html:
    """
    The table of requirements, a group for each level.
    """
    caption = tag("caption", "What is asked, where it stands, and why")
    columns = [("Requirement", "what"), ("Status", "status"), ("Why", "why")]
    head = tag("tr", *(tag("th", name, scope="col", class_=each) for name, each in columns))
    groups = [_group(level, each, document["sources"], places) for level, each in by_level(document)]
    return tag("table", caption, tag("thead", head), *groups, class_="report")


def _group(level: str, requirements: list[Document], sources: Document, places: Places) -> Html:
    title = tag("tr", tag("th", level.capitalize(), scope="rowgroup", colspan="3", class_="level"))
    return tag("tbody", title, *(_requirement(each, sources, places) for each in requirements))


def _requirement(requirement: Document, sources: Document, places: Places) -> Html:
    name = tag("th", requirement["title"], tag("code", requirement["id"]), scope="row", class_="what")
    status = tag("td", _mark(requirement["status"]), class_="status")
    said = tag("td", *_why(requirement, sources), class_="why")
    return tag("tr", name, status, said, id=places[requirement["id"]])


def _why(requirement: Document, sources: Document) -> Iterator[Html]:
    """
    The reason, the evidence, what is missing, and where the requirement comes from.
    """
    reason, evidence = why(requirement)
    if evidence or not requirement["evidence"]:
        yield tag("p", reason)
        yield _list(map(_evidence, evidence))
    else:
        yield tag("p", _evidence(requirement["evidence"][0]))
    if "error" in requirement:
        yield tag("p", f"error: {fault(requirement)}")
    if "basis" in requirement:
        yield tag("p", *_basis(requirement["basis"], sources), class_="basis")


def _evidence(evidence: Document) -> Html:
    where = tag("span", tag("code", evidence["pointer"]), f", {evidence['strength']}", class_="where")
    return _joined(evidence["says"], " ", where)


def _basis(basis: Document, sources: Document) -> Iterator[str]:
    source = sources.get(basis["source"], {})
    section = f", {basis['section']}" if "section" in basis else ""
    yield "Basis: "
    yield link(source.get("url", ""), source.get("title", basis["source"]))
    yield section
    if "note" in basis:
        yield f"{'' if section.endswith(('?', '.', '!')) else '.'} {basis['note']}"


def _mark(name: str) -> Html:
    """
    A status or a decision: its word and its sign, so that it never is a matter of color alone.
    """
    word = "could not be read" if name == "failure" else spoken(name)
    sign = [tag("span", SIGNS[name], aria_hidden="true"), " "] if name in SIGNS else []
    return tag("span", *sign, word, class_=f"mark {name}")
