"""
The ten requirements in the languages of other engines, as far as each can say them.

The days of work are put into the profile beforehand, since none of them can unite periods that overlap.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from plain import CLINICAL_DAYS, LEADERSHIP_DAYS, RECENT, TODAY, Record, Words

# -- JSON Schema ------------------------------------------------------------------------------------


def schema(words: Words) -> Record:
    """
    One branch for each requirement.  Dates are text: that one is not before another is a pattern.
    """
    worked = {"clinical": {"minimum": CLINICAL_DAYS}, "leadership": {"minimum": LEADERSHIP_DAYS}}
    return {
        "allOf": [
            _has(education=_contains(_degree(words))),
            _has(training=_contains(_has(type=_enum("residency"), status=_enum("completed")))),
            _has(exams={"anyOf": [_sequence(exam, parts) for exam, parts in words.parts.items()]}),
            _has(licenses=_contains(_license(words))),
            _has(certifications=_contains(_board(words))),
            *(_has(days=_has(**{name: each})) for name, each in worked.items()),
            _clear(),
        ]
    }


def _degree(words: Words) -> Record:
    by_today = _pattern(_until(TODAY))
    found_equal = _has(degree=_enum(*words.abroad), equivalence=_contains(_has(on=by_today)))
    undated = {**_has(conferred=by_today), "not": {"required": ["status"]}}
    return {
        "allOf": [
            {"anyOf": [_has(degree=_enum("MD", "DO")), found_equal]},
            {"anyOf": [_has(status=_enum("conferred")), undated]},
        ]
    }


def _license(words: Words) -> Record:
    asked = {
        "type": _enum("medical"),
        "class": _enum("full"),
        "jurisdiction": _enum(*words.state),
        "status": _enum("active"),
        "restrictions": {"type": "array", "maxItems": 0},
        "expires": _pattern(_from(TODAY)),
    }
    return _has(**asked)


def _board(words: Words) -> Record:
    return {
        **_has(board=_enum(*words.boards), status=_enum("certified")),
        "anyOf": [_has(duration=_enum("lifetime")), _has(expires=_pattern(_from(TODAY)))],
    }


def _sequence(exam: str, parts: Iterable[str]) -> Record:
    passed = partial(_has, exam=_enum(exam), result=_enum("pass"))
    return {"allOf": [_contains(passed(part=_pattern(f"^(?i:{part})$"))) for part in parts]}


def _clear() -> Record:
    """
    No exclusion and no hit, and the section is there, or said to be empty, or searched.
    """
    search = _has(list=_enum("NPDB"), result=_enum("clear"), checked=_pattern(_from(RECENT)))
    return {
        "properties": {
            "sanctions": {"not": _contains(_has(kind=_enum("exclusion")))},
            "screenings": {"not": _contains(_has(result=_enum("hit")))},
        },
        "anyOf": [
            {"required": ["sanctions"]},
            _has(none=_contains(_enum("sanctions"))),
            _has(screenings=_contains(search)),
        ],
    }


def _has(**properties: Record) -> Record:
    return {"required": [*properties], "properties": properties}


def _contains(item: Record) -> Record:
    return {"type": "array", "contains": item}


def _enum(*values: str) -> Record:
    return {"enum": [*values]}


def _pattern(pattern: str) -> Record:
    return {"type": "string", "pattern": pattern}


def _from(day: str) -> str:
    """
    The pattern of dates that sort at or after a day.
    """
    later = "|".join(f"{day[:place]}[{int(day[place]) + 1}-9]" for place in _places(day) if day[place] != "9")
    return f"^({later}|{day})"


def _until(day: str) -> str:
    """
    The pattern of dates that sort at or before a day, "2026" before "2026-11-22".
    """
    sooner = "|".join(
        f"{day[:place]}[0-{int(day[place]) - 1}]" for place in _places(day) if day[place] != "0"
    )
    return f"^({sooner}|{day[:4]}$|{day[:7]}$|{day})"


def _places(day: str) -> list[int]:
    return [place for place, sign in enumerate(day) if sign != "-"]


# -- ZEN --------------------------------------------------------------------------------------------


def zen_expressions(words: Words) -> list[str]:
    """
    One expression for each requirement; its dates are moments, "2027" the first one of the year.
    """
    today = f'd("{TODAY}")'
    abroad = f"#.degree in {_list(words.abroad)} and some(#.equivalence ?? [], d(#.on) <= {today})"
    conferred = f'(#.status == "conferred" or (#.status == null and #.conferred != null and d(#.conferred) <= {today}))'
    until = f"(#.expires != null and d(#.expires) >= {today})"
    searched = f'#.list == "NPDB" and #.result == "clear" and d(#.checked) >= d("{RECENT}")'
    medical = (
        f'#.type == "medical" and #.class == "full" and #.jurisdiction in {_list(words.state)} '
        'and #.status == "active" and #.restrictions != null and len(#.restrictions) == 0'
    )
    certified = f'#.board in {_list(words.boards)} and #.status == "certified"'
    return [
        f'some(education ?? [], (#.degree in ["MD", "DO"] or ({abroad})) and {conferred})',
        'some(training ?? [], #.type == "residency" and #.status == "completed")',
        " or ".join(_zen_sequence(exam, parts) for exam, parts in words.parts.items()),
        f"some(licenses ?? [], {medical} and {until})",
        f'some(certifications ?? [], {certified} and (#.duration == "lifetime" or {until}))',
        f"days.clinical >= {CLINICAL_DAYS} and days.leadership >= {LEADERSHIP_DAYS}",
        'not some(sanctions ?? [], #.kind == "exclusion") and not some(screenings ?? [], #.result == "hit")',
        f'sanctions != null or contains(none ?? [], "sanctions") or some(screenings ?? [], {searched})',
    ]


def _zen_sequence(exam: str, parts: Iterable[str]) -> str:
    each = f'#.exam == "{exam}" and #.result == "pass" and lower(#.part ?? "")'
    return "(" + " and ".join(f'some(exams ?? [], {each} == "{part}")' for part in parts) + ")"


def _list(values: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{each}"' for each in values) + "]"


# -- rule-engine ------------------------------------------------------------------------------------


def rule_expressions(words: Words) -> list[str]:
    """
    One expression for each requirement; its text is ordered, so that dates need nothing.
    """
    found_equal = f'e.equivalence != null and $any([q.on <= "{TODAY}" for q in e.equivalence])'
    abroad = f"e.degree in {_list(words.abroad)} and {found_equal}"
    conferred = f'(e.status == "conferred" or (e.status == null and e.conferred != null and e.conferred <= "{TODAY}"))'
    until = f'(e.expires != null and e.expires >= "{TODAY}")'
    searched = f'e.list == "NPDB" and e.result == "clear" and e.checked >= "{RECENT}"'
    return [
        _any("education", f'(e.degree in ["MD", "DO"] or ({abroad})) and {conferred}'),
        _any("training", 'e.type == "residency" and e.status == "completed"'),
        " or ".join(_rule_sequence(exam, parts) for exam, parts in words.parts.items()),
        _any(
            "licenses",
            f'e.type == "medical" and e.class == "full" and e.jurisdiction in {_list(words.state)} '
            f'and e.status == "active" and e.restrictions != null and e.restrictions.is_empty and {until}',
        ),
        _any(
            "certifications",
            f'e.board in {_list(words.boards)} and e.status == "certified" and (e.duration == "lifetime" or {until})',
        ),
        f"days.clinical >= {CLINICAL_DAYS} and days.leadership >= {LEADERSHIP_DAYS}",
        "not " + _any("sanctions", 'e.kind == "exclusion"'),
        "not " + _any("screenings", 'e.result == "hit"'),
        f'sanctions != null or (none != null and "sanctions" in none) or {_any("screenings", searched)}',
    ]


def _rule_sequence(exam: str, parts: Iterable[str]) -> str:
    each = f'e.exam == "{exam}" and e.result == "pass" and e.part != null and e.part.as_lower'
    return "(" + " and ".join(_any("exams", f'{each} == "{part}"') for part in parts) + ")"


def _any(section: str, condition: str) -> str:
    return f"({section} != null and $any([{condition} for e in {section}]))"


# -- Cedar ------------------------------------------------------------------------------------------


def policies(words: Words) -> str:
    """
    One policy that permits, and for each requirement one that forbids: its name is the reason given.

    Cedar compares days and sets, and looks into no record: it is asked about `plain.flat`.
    """
    sequences = (
        f"context.passed.containsAll({_list(f'{exam} {part}' for part in parts)})"
        for exam, parts in words.parts.items()
    )
    required = {
        "medical-degree": "context.degree",
        "residency": 'context.trainings.contains("residency")',
        "licensing-examination": " || ".join(sequences),
        "license": f'datetime(context.licensed_until) >= datetime("{TODAY}")',
        "board-certification": f'datetime(context.certified_until) >= datetime("{TODAY}")',
        "clinical-experience": f"context.clinical_days >= {CLINICAL_DAYS}",
        "leadership-experience": f"context.leadership_days >= {LEADERSHIP_DAYS}",
        "no-exclusion": "context.clear",
    }
    forbidding = (
        f'@id("{name}") forbid (principal, action, resource) unless {{ {condition} }};'
        for name, condition in required.items()
    )
    return "\n".join(("permit (principal, action, resource);", *forbidding))
