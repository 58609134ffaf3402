"""
What a position certainly is: its kind of work, its level, what it leads, whom it is for.

The rules of the profile document on categories and leadership stand here.  What a title suggests
shapes a question and never decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reqcheck.records import Position
from reqcheck.verdict import MET, NOT_MET, UNDETERMINED, Verdict

if TYPE_CHECKING:
    from reqcheck.criterion import Context

def in_category(position: Position, asked: tuple[str, ...], context: Context) -> Verdict:
    """
    The categories that are present are complete; a supervisor leads, whatever they say.
    """
    known = context.vocabulary.categories
    recognized = True
    for each in position.categories or ():
        term = known.find(each)
        if term is None:
            recognized = False
        elif term.among(asked):
            return MET
    leading = position.leadership if "leadership" in asked else None
    level = leading.level if leading is not None else None
    found = context.vocabulary.leadership_levels.find(level) if level is not None else None
    if found is not None and found.facts["rank"] >= SUPERVISOR:
        return MET
    if position.categories is None or not recognized:
        return UNDETERMINED
    return UNDETERMINED if leading is not None and found is None else NOT_MET


#: The rank from which a level implies the category leadership.
SUPERVISOR = 2


def at_level(position: Position, asked: str, context: Context) -> Verdict:
    """
    Everybody is at least an individual; a position without leadership in its categories is no more.
    """
    if asked == "individual":
        return MET
    known = context.vocabulary.leadership_levels
    level = position.leadership.level if position.leadership else None
    if level is not None:
        found, least = known.find(level), known.find(asked)
        if found is None or least is None:
            return UNDETERMINED
        return Verdict.of(found.facts["rank"] >= least.facts["rank"])
    return NOT_MET if _leads_nobody(position, context) else UNDETERMINED


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
    known = context.vocabulary.titles
    title, roles = known.find(position.title), [known.find(each) for each in asked]
    same = any(position.title.casefold() == each.casefold() for each in asked)
    if same or (title is not None and any(each is not None and each.code == title.code for each in roles)):
        return MET
    return NOT_MET if title is not None and None not in roles else UNDETERMINED


def employed_by(position: Position, asked: tuple[str, ...]) -> Verdict:
    """
    The organization or its parent is an employer asked; a parent that is not named may be.
    """
    organization = position.organization
    names = (organization.name, organization.parent) if organization else (None, None)
    wanted = {each.casefold() for each in asked}
    if any(each is not None and each.casefold() in wanted for each in names):
        return MET
    return UNDETERMINED if None in names else NOT_MET


def suggested_level(position: Position, context: Context) -> str:
    """
    What a title suggests, for the question only.
    """
    term = context.vocabulary.titles.find(position.title) if position.title is not None else None
    return f" (the title suggests {term.facts['suggests']})" if term is not None and "suggests" in term.facts else ""
