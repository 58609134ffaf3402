"""
A forecast as a picture: the same rows as the timeline in the terminal, for pages, mail and print.

The file needs nothing else: no script, no font, no picture.  Statuses differ by pattern as well as by
color, each bar says in a title what it is, and the colors follow the reader's light or dark.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from reqcheck.dates import shifted
from reqcheck.page import Html, held, tag
from reqcheck.rendering.timeline import (
    LEGEND,
    NOT_EXACT,
    Row,
    Stretch,
    decisions,
    heading,
    letters,
    next_change,
    qualified,
    rows,
    shown_until,
    tail,
    ticks,
    used,
)
from reqcheck.wording import Document, role_of, spoken, visible, who

#: The width of the picture, and where time begins and ends in it.
WIDTH, LEFT, RIGHT = 960, 296, 928
#: Where rows begin, how far they are apart, how high bars are.
TOP, STEP, BAR = 182, 30, 14
#: How many letters fit: in a name at the left, on a line below, and how wide one is in a bar.
NAME, LETTERS, LETTER = 33, 126, 7.8
#: What XML 1.0 cannot hold; control characters are written out before.
NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


class Scale(NamedTuple):
    """
    Where days stand: the day asked at the left end, the last at the right.
    """

    first: date
    last: date

    def x(self, day: date) -> float:
        """
        How far to the right the beginning of a day stands.
        """
        days = (self.last - self.first).days + 1
        return round(LEFT + (RIGHT - LEFT) * (day - self.first).days / days, 1)

    def end(self, day: date) -> float:
        """
        Where the end of a day stands.
        """
        return min(self.x(shifted(day, 1)), RIGHT)


def svg(document: Document) -> str:
    """
    One forecast as a picture.
    """
    found = rows(document)
    scale = Scale(date.fromisoformat(document["as_of"]), shown_until(document))
    bottom = TOP + STEP * len(found) + 10
    legend = _legend(found)
    under = bottom + 52 + legend[-1][2]
    below, end = _notes(document, under + 14)
    parts = (
        *_head(document),
        *_axis(scale, bottom),
        *_rows(found, scale),
        *_marks(document, scale, bottom),
        *(each for drawn, x, y in legend for each in _explained(drawn, x, bottom + 52 + y)),
        *below,
    )
    return f"{_opening(document, end + 32)}<style>{STYLE}</style>\n{PATTERNS}\n{_joined(parts)}\n</svg>\n"


def _opening(document: Document, height: float) -> str:
    """
    The picture up to its looks: how large it is, and what it shows in words.
    """
    size = f'viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}"'
    told = (
        _tag("title", f"Forecast for {who(document)}", id="title"),
        _tag("desc", _description(document), id="desc"),
    )
    root = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc">'
    return f"{root}\n{''.join(told)}\n"


def _tag(name: str, *inside: str, **attributes: object) -> Html:
    """
    An element, of which the texts hold nothing that XML cannot.
    """
    texts = [each if isinstance(each, Html) else NOT_XML.sub("\N{REPLACEMENT CHARACTER}", visible(each)) for each in inside]
    return tag(name, *texts, **{key: f"{each}" for key, each in attributes.items()})


def _joined(parts: Sequence[Html]) -> str:
    return "\n".join(map(held, parts))


def _description(document: Document) -> str:
    """
    What the picture shows, for those who do not see it.
    """
    said = [heading(document), f"{role_of(document)}, as of {document['as_of']}", qualified(document), next_change(document)]
    for change in document["changes"]:
        turns = ", ".join(f"{each['title']} {spoken(each['status'])}" for each in change["requirements"])
        said.append(f"{change['on']}: {turns}; the decision: {spoken(change['decision'])}")
    return ". ".join(said) + "."


def _head(document: Document) -> Iterator[Html]:
    """
    The candidate, the decision now, what was asked, and when the decision changes.
    """
    decided = decisions(document).stretches[0]
    word = spoken(decided.status)
    width = 8.2 * len(word) + 26
    yield _tag("rect", class_="card", x=0.5, y=0.5, width=WIDTH - 1, height="99.8%", rx=12)
    yield _tag("text", _short(who(document), 60), class_="name", x=32, y=46)
    yield _tag("rect", class_=f"badge {decided.drawn}-edge", x=RIGHT - width, y=26, width=width, height=28, rx=14)
    yield _tag("text", word, class_=f"word middle {decided.drawn}-word", x=RIGHT - width / 2, y=45)
    asked = f"{role_of(document)}, as of {document['as_of']}, until {document['until']}"
    yield _tag("text", _short(asked, LETTERS + 10), class_="quiet", x=32, y=70)
    for number, said in enumerate((qualified(document), next_change(document))):
        yield _tag("text", _short(said[:1].upper() + said[1:], LETTERS - 20), class_="said", x=32, y=98 + 21 * number)


def _axis(scale: Scale, bottom: float) -> Iterator[Html]:
    """
    Now, and years or months, each with a line down.
    """
    yield _tag("line", class_="now", x1=LEFT, x2=LEFT, y1=TOP - 14, y2=bottom)
    yield _tag("text", "now", class_="now-word", x=LEFT, y=TOP - 22)
    for day, name in ticks(scale.first, scale.last, 11):
        x = scale.x(day)
        yield _tag("line", class_="grid", x1=x, x2=x, y1=TOP - 14, y2=bottom)
        if LEFT + 34 + 3.5 * len(name) < x < RIGHT + 10 - 3.5 * len(name):
            yield _tag("text", name, class_="tick middle", x=x, y=TOP - 22)


def _rows(found: Sequence[Row], scale: Scale) -> Iterator[Html]:
    """
    A name and bars for each row; the decision is higher, and set off by a line.
    """
    for number, row in enumerate(found):
        middle = TOP + STEP * number + STEP / 2 + (0 if number == 0 else 8)
        level = f" ({row.level})" if row.level not in ("", "required") else ""
        name = _tag("text", _short(row.title, NAME - len(level)) + level, class_="label" if number else "label first", x=32, y=middle + 4)
        yield _tag("g", _tag("title", f"{row.title} ({row.name}){level}"), name)
        for each in row.stretches:
            yield _bar(row, each, scale, (middle, BAR if number else BAR + 8))
    yield _tag("line", class_="rule", x1=32, x2=RIGHT, y1=TOP + STEP + 2, y2=TOP + STEP + 2)


def _bar(row: Row, stretch: Stretch, scale: Scale, place: tuple[float, float]) -> Html:
    """
    One stretch: never so narrow that nobody sees it, with its word where there is room.
    """
    middle, height = place
    x = scale.x(stretch.first)
    width = max(scale.end(stretch.last) - x, 2.5)
    word = spoken(stretch.status)
    said = f"{stretch.title}: {word}, {stretch.first} to {stretch.last}" + (f": {stretch.because}" if stretch.because else "")
    box = {"x": x, "y": middle - height / 2, "width": round(width, 1), "height": height, "rx": min(3, round(width / 2, 1))}
    parts = [_tag("title", said), _tag("rect", class_="back", **box), _tag("rect", class_=f"bar {stretch.drawn}", **box)]
    if row.name == "decision" and width > LETTER * len(word) + 16:
        parts.append(_tag("text", word, class_=f"inside {stretch.drawn}-word", x=x + 9, y=middle + 4.5))
    return _tag("g", *parts)


def _marks(document: Document, scale: Scale, bottom: float) -> Iterator[Html]:
    """
    A line and a letter for each change; changes that stand too close share a sign.
    """
    for names, x in _groups(document, scale):
        sign = names[0] if len(names) == 1 else f"{names[0]}\N{EN DASH}{names[-1]}"
        width = 20 if len(names) == 1 else 36
        yield _tag("line", class_="change", x1=x, x2=x, y1=TOP, y2=bottom)
        yield _tag("rect", class_="sign", x=round(x - width / 2, 1), y=bottom, width=width, height=20, rx=10)
        yield _tag("text", sign, class_="letter middle", x=x, y=bottom + 14)


def _groups(document: Document, scale: Scale) -> list[tuple[list[str], float]]:
    """
    The letters of changes that stand together, and where the first of them stands.
    """
    groups: list[tuple[list[str], float]] = []
    for change, name in zip(document["changes"], letters(document), strict=True):
        x = scale.x(date.fromisoformat(change["on"]))
        if groups and x - groups[-1][1] < 38:
            groups[-1][0].append(name)
        else:
            groups.append(([name], x))
    return groups


def _notes(document: Document, y: float) -> tuple[list[Html], float]:
    """
    The changes in words, in as many lines as they need, and where the last one stands.
    """
    notes = []
    for class_, line in _lines(document):
        y += 24 if class_ == "change-head" else 18
        notes.append(_tag("text", line, class_=class_, x=32 if class_ == "change-head" else 54, y=y))
    return notes, y


def _lines(document: Document) -> Iterator[tuple[str, str]]:
    found = rows(document)[1:]
    if not document["exact"]:
        yield from (("note", each) for each in textwrap.wrap(NOT_EXACT, LETTERS))
    for change, name in zip(document["changes"], letters(document), strict=True):
        yield "change-head", f"{name}  {change['on']}: {spoken(change['decision'])}"
        on = date.fromisoformat(change["on"])
        said = (_said(each) for row in found for each in row.stretches[1:] if each.first == on)
        yield from (("note", line) for each in said for line in textwrap.wrap(each, LETTERS))
    if beyond := tail(document):
        yield "change-head", beyond.capitalize()


def _said(stretch: Stretch) -> str:
    if stretch.status == "undetermined":
        return f"{stretch.title}: between {stretch.first} and {stretch.last}, depending on: {stretch.because}"
    return f"{stretch.title}: {spoken(stretch.status)}: {stretch.because}"


def _legend(found: Sequence[Row]) -> list[tuple[str, float, float]]:
    """
    Where each pattern is explained: how far to the right and how far down.
    """
    places = []
    x, y = 32.0, 0.0
    for each in used(found):
        width = 36 + 7 * len(LEGEND[each])
        if x + width > RIGHT:
            x, y = 32.0, y + 24
        places.append((each, x, y))
        x = round(x + width + 18, 1)
    return places


def _explained(drawn: str, x: float, y: float) -> Iterator[Html]:
    """
    What one pattern means.
    """
    yield _tag("rect", class_=f"bar {drawn}", x=x, y=y - 11, width=28, height=BAR, rx=3)
    yield _tag("text", LEGEND[drawn], class_="quiet", x=x + 36, y=y)


def _short(text: str, letters_: int) -> str:
    """
    A text cut to so many letters.
    """
    text = visible(text)
    return text if len(text) <= letters_ else f"{text[: letters_ - 1]}\N{HORIZONTAL ELLIPSIS}"


#: What makes statuses differ without color: full, dotted, striped, hatched, empty.
PATTERNS = """<defs>
<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">\
<rect class="undetermined-back" width="6" height="6"/><circle class="undetermined-ink" cx="3" cy="3" r="1.3"/></pattern>
<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
<rect class="not_met-back" width="7" height="7"/><rect class="not_met-ink" width="2" height="7"/></pattern>
<pattern id="stripes" width="7" height="7" patternUnits="userSpaceOnUse">\
<rect class="conditional-back" width="7" height="7"/><rect class="conditional-ink" width="4" height="7"/></pattern>
<pattern id="grid" width="6" height="6" patternUnits="userSpaceOnUse">\
<rect class="error-back" width="6" height="6"/><path class="error-line" d="M0 0H6M0 0V6"/></pattern>
</defs>"""
#: The looks: light, and dark where the reader prefers it.
STYLE = """
svg {
  --card: #fff; --edge: #d8dee4; --text: #1c2128; --quiet: #57606a; --grid: #e6eaee; --now: #1c2128;
  --met: #2c8a4b; --met-word: #fff; --not: #b3273a; --not-back: #fbe3e2; --not-ink: #e39a9a; --not-word: #8d1020;
  --open: #7a5200; --open-back: #fdf1c9; --open-ink: #b98a17; --open-word: #5f3f00; --none: #8b949e;
  --error: #5b31a8; --error-back: #f3eafe;
  font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  svg {
    --card: #171b22; --edge: #313843; --text: #e4e9ef; --quiet: #9aa4af; --grid: #262c35; --now: #e4e9ef;
    --met: #6fcf8b; --met-word: #0c2014; --not: #ff9a90; --not-back: #3a181a; --not-ink: #8e3d3d; --not-word: #ffc4bd;
    --open: #edca6c; --open-back: #33290f; --open-ink: #b9973a; --open-word: #f6dfa0; --none: #7a8490;
    --error: #d5b3ff; --error-back: #2b1d45;
  }
}
text { fill: var(--text); }
.card { fill: var(--card); stroke: var(--edge); }
.name { font-size: 22px; font-weight: 650; }
.word, .inside { font-size: 13px; font-weight: 600; }
.middle { text-anchor: middle; }
.quiet, .tick { fill: var(--quiet); }
.tick, .now-word { font-size: 12px; }
.now-word { font-weight: 650; }
.said { font-size: 14px; font-weight: 600; }
.first { font-weight: 650; }
.note { fill: var(--quiet); font-size: 12.5px; }
.change-head, .letter { font-weight: 650; }
.letter { font-size: 12px; }
.grid { stroke: var(--grid); }
.rule { stroke: var(--edge); }
.now { stroke: var(--now); stroke-width: 2; }
.change { stroke: var(--quiet); stroke-dasharray: 2 3; }
.sign { fill: var(--card); stroke: var(--quiet); }
.back { fill: var(--card); }
.badge { fill: none; stroke-width: 1.5; }
.met { fill: var(--met); }
.not_met { fill: url(#hatch); stroke: var(--not); }
.undetermined { fill: url(#dots); stroke: var(--open); }
.conditional { fill: url(#stripes); stroke: var(--met); }
.not_applicable { fill: none; stroke: var(--none); stroke-dasharray: 3 3; }
.error { fill: url(#grid); stroke: var(--error); }
.not_met-back { fill: var(--not-back); } .not_met-ink { fill: var(--not-ink); }
.undetermined-back { fill: var(--open-back); } .undetermined-ink { fill: var(--open-ink); }
.conditional-back { fill: var(--card); } .conditional-ink { fill: var(--met); }
.error-back { fill: var(--error-back); } .error-line { fill: none; stroke: var(--error); }
.met-edge, .conditional-edge { stroke: var(--met); fill: var(--met); }
.not_met-edge { stroke: var(--not); fill: var(--not-back); }
.undetermined-edge { stroke: var(--open); fill: var(--open-back); }
.not_applicable-edge { stroke: var(--none); }
.met-word { fill: var(--met-word); }
.conditional-word.word { fill: var(--met-word); }
.inside { paint-order: stroke; stroke-width: 4px; stroke-linejoin: round; }
.inside.conditional-word { stroke: var(--card); }
.inside.not_met-word { stroke: var(--not-back); }
.inside.undetermined-word { stroke: var(--open-back); }
.not_met-word { fill: var(--not-word); }
.undetermined-word { fill: var(--open-word); }
"""
