"""
What a position certainly is: its kind of work, its level, what it leads, whom it is for.

The rules of the profile document on categories and leadership stand here.  What a title suggests
shapes a question and never decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from reqcheck.dates import OPEN
from reqcheck.records import Position
from reqcheck.tenure import Stint
from reqcheck.verdict import MET, NOT_MET, UNDETERMINED, Verdict
from reqcheck.vocabulary.entries import normal

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.vocabulary import Vocabulary


def days_of(positions: Iterable[Position]) -> list[Stint]:
    """
    The days of every position.
    """
    return [Stint.between(each.start, OPEN if each.ongoing else each.end) for each in positions]


def in_category(position: Position, asked: tuple[str, ...], context: Context) -> Verdict:
    """
    The categories that are present are complete; a supervisor leads, whatever they say.
    """
    leading = position.leadership
    if leading is None or "leadership" not in asked:
        return _in_category(position.categories, False, None, asked, context.vocabulary)
    return _in_category(position.categories, True, leading.level, asked, context.vocabulary)


@lru_cache(maxsize=1024)
def _in_category(
    categories: tuple[str, ...] | None, leading: bool, level: str | None, asked: tuple[str, ...], known: Vocabulary
) -> Verdict:
    """
    The same by the words alone; *leading* where anything is on file of what the position leads.
    """
    found = [known.categories.find(each) for each in categories or ()]
    if any(each is not None and each.among(asked) for each in found):
        return MET
    rank = known.leadership_levels.find(level) if level is not None else None
    if rank is not None and rank.facts["rank"] >= SUPERVISOR:
        return MET
    if categories is None or None in found:
        return UNDETERMINED
    return UNDETERMINED if leading and rank is None else NOT_MET


#: The rank from which a level implies the category leadership.
SUPERVISOR = 2


def at_level(position: Position, asked: str, context: Context) -> Verdict:
    """
    Everybody is at least an individual; a position without leadership in its categories is no more.
    """
    if asked == "individual":
        return MET
    level = position.leadership.level if position.leadership is not None else None
    if level is not None:
        return _at_level(level, asked, context.vocabulary)
    return NOT_MET if _leads_nobody(position, context) else UNDETERMINED


@lru_cache(maxsize=1024)
def _at_level(level: str, asked: str, known: Vocabulary) -> Verdict:
    found, least = known.leadership_levels.find(level), known.leadership_levels.find(asked)
    if found is None or least is None:
        return UNDETERMINED
    return Verdict.of(found.facts["rank"] >= least.facts["rank"])


def _leads_nobody(position: Position, context: Context) -> bool:
    """
    The position certainly leads nobody.
    """
    if position.leadership is not None or position.categories is None:
        return False
    terms_ = [context.vocabulary.categories.find(each) for each in position.categories]
    return None not in terms_ and all(each is not None and each.code != "leadership" for each in terms_)


def leads(position: Position, asked: tuple[str, ...], context: Context) -> Verdict:
    domains = position.leadership.domains if position.leadership else None
    if domains is None:
        return NOT_MET if _leads_nobody(position, context) else UNDETERMINED
    found = [context.vocabulary.domains.find(each) for each in domains]
    if any(each is not None and each.among(asked) for each in found):
        return MET
    return UNDETERMINED if None in found else NOT_MET


def in_role(position: Position, asked: tuple[str, ...], context: Context) -> Verdict:
    """
    Titles vary: another title is another role only where both are well known.
    """
    if position.title is None:
        return UNDETERMINED
    title, roles = context.vocabulary.titles.find(position.title), _roles(asked, context.vocabulary)
    if normal(position.title) in _spelled(asked) or (title is not None and title.code in roles):
        return MET
    return NOT_MET if title is not None and None not in roles else UNDETERMINED


@lru_cache(maxsize=256)
def _roles(asked: tuple[str, ...], known: Vocabulary) -> frozenset[str | None]:
    """
    The codes of the roles asked; None among them where one is not well known.
    """
    found = [known.titles.find(each) for each in asked]
    return frozenset(each.code if each is not None else None for each in found)


def employed_by(position: Position, asked: tuple[str, ...]) -> Verdict:
    """
    The organization or its parent is an employer asked; another name may be the same one's.
    """
    organization = position.organization
    names = (organization.name, organization.parent) if organization else ()
    wanted = _spelled(asked)
    return MET if any(each is not None and normal(each) in wanted for each in names) else UNDETERMINED


@lru_cache(maxsize=256)
def _spelled(names: tuple[str, ...]) -> frozenset[str]:
    """
    Names without case, white space and punctuation; one without a letter or digit names nobody.
    """
    return frozenset(spelled for spelled in map(normal, names) if any(map(str.isalnum, spelled)))


def suggested_level(position: Position, context: Context) -> str:
    """
    What a title suggests, for the question only.
    """
    term = context.vocabulary.titles.find(position.title) if position.title is not None else None
    return f" (the title suggests {term.facts['suggests']})" if term is not None and "suggests" in term.facts else ""
