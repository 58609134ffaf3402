"""
Whether one value of a setting asks for at least as much as another, by what the setting means.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from reqcheck.dates import Span
from reqcheck.linting.parts import meaning
from reqcheck.vocabulary import Terms

#: Values of settings that ask for nothing.
NOTHING = (None, (), False)
#: The levels of degrees, from the lowest.
LEVELS = (
    *("secondary", "diploma", "associate", "bachelor", "post_baccalaureate_certificate"),
    *("master", "post_master_certificate", "doctorate"),
)

#: Whether the first value asks for at least as much as the second; terms come with their vocabulary.
Compare = Callable[[Any, Any, Terms | None], bool]


def same(one: Any, other: Any, known: Terms | None) -> bool:
    return meaning(one) == meaning(other)


def more(one: Any, other: Any, known: Terms | None) -> bool:
    return other is None or (one is not None and one >= other)


def fewer(one: Any, other: Any, known: Terms | None) -> bool:
    return other is None or (one is not None and one <= other)


def longer(one: Any, other: Any, known: Terms | None) -> bool:
    return other is None or (one is not None and one_unit(one, other) and one >= other)


def shorter(one: Any, other: Any, known: Terms | None) -> bool:
    return other is None or (one is not None and one_unit(one, other) and one <= other)


def one_unit(one: Any, other: Any) -> bool:
    return not (one.days or other.days) or not (one.months or other.months)


def within(one: Any, other: Any, known: Terms | None) -> bool:
    return other is None or (one is not None and other.from_ <= one.from_ and one.until <= other.until)


def among(one: Any, other: Any, known: Terms | None) -> bool:
    """
    Each of the first is, or belongs to, one of the others.
    """
    if not other or "any" in other:
        return True
    return bool(one) and all(each in other or belongs(each, other, known) for each in one)


def belongs(code: str, groups: Collection[str], known: Terms | None) -> bool:
    """
    A term belongs to one of the groups; one that *needs* something there and not by its own name does not.
    """
    term = known.find(code) if known is not None else None
    return term is not None and term.among(groups) and "needs" not in term.facts


def covers(one: Any, other: Any, known: Terms | None) -> bool:
    return among(other, one, known)


def ranked(one: Any, other: Any, known: Terms | None) -> bool:
    if other is None or one == other:
        return True
    terms = [known.find(each) if known is not None and each is not None else None for each in (one, other)]
    ranks = [each.facts["rank"] for each in terms if each is not None and "rank" in each.facts]
    return len(ranks) == 2 and ranks[0] >= ranks[1]


def level(one: Any, other: Any, known: Terms | None) -> bool:
    return other is None or (one is not None and LEVELS.index(one) >= LEVELS.index(other))


def asked_for(one: Any, other: Any, known: Terms | None) -> bool:
    return bool(one) or not other


def unless(loosest: str) -> Compare:
    """
    The same, unless the other is the loosest there is.
    """

    def compare(one: Any, other: Any, known: Terms | None) -> bool:
        return other in (loosest, one)

    return compare


def status(one: Any, other: Any, known: Terms | None) -> bool:
    return one == other or (one, other) == ("eligible", "pursuing")


def look_back(one: Any, other: Any, known: Terms | None) -> bool:
    return one in ("ever", other) or (isinstance(one, Span) and isinstance(other, Span) and longer(one, other, known))


def if_any(one: Any, other: Any, known: Terms | None) -> bool:
    return other in NOTHING or same(one, other, known)


def whatever(one: Any, other: Any, known: Terms | None) -> bool:
    return True


#: The settings of the kinds that have a direction; those of trees are theirs.
DIRECTIONS: Mapping[str, Mapping[str, Compare]] = {
    "degree": {"degree": among, "level_at_least": level, "field": among, "accreditation": among, "conferred": within},
    "training": {
        "type": among, "specialty": among, "status": unless("any"), "years": more, "months": more,
        "accreditation": among, "within_last": shorter,
    },
    "exam": {"exam": among, "max_attempts": fewer, "span": shorter, "within_last": shorter},
    "license": {
        "type": among, "jurisdiction": among, "status": unless("any"), "class": among,
        "unrestricted": asked_for, "held": longer, "issued": within,
    },
    "board_certification": {"board": among, "specialty": among, "status": status, "eligible_for": if_any},
    "certification": {"issuer": among, "current": asked_for},
    "experience": {
        "category": among, "leadership_at_least": ranked, "setting": among, "leads": among, "role": among,
        "employer": among, "years": more, "months": more, "days": more, "either": if_any,
        "within_last": shorter, "counts_from": if_any, "fte": unless("ignore"),
    },
    "no_history": {"of": covers, "look_back": look_back, "screened": if_any},
    "answer": {"question": whatever, "equals": whatever, "one_of": whatever},
}
