"""
Differences between rule sets in sentences, which text and Markdown share.
"""

from __future__ import annotations

from collections.abc import Iterator

from reqcheck.wording import Document, counted, spoken

#: What is said of a part that is in one tree only: come, and gone.
PARTS = {
    "all_of": ("asks besides: {}", "no longer asks: {}"),
    "any_of": ("this will do as well: {}", "this will no longer do: {}"),
    "none_of": ("rules out besides: {}", "no longer rules out: {}"),
    "some_of": ("this counts as well: {}", "this no longer counts: {}"),
}
#: Nothing came of a search.
NO_PROOF = "that is no proof that there is none"


def heading(document: Document) -> str:
    """
    Which rule sets are compared.
    """
    return f"{_role(document['old'])}, then {_role(document['new'])}"


def _role(ruleset: Document) -> str:
    return f"{ruleset['title']} {ruleset['version']} ({ruleset['id']})"


def fates(document: Document) -> str:
    """
    How many requirements are new, gone and otherwise; that nothing is.
    """
    if document["same_meaning"]:
        return "Both documents mean the same."
    found = [each["fate"] for each in document["requirements"]]
    counts = [f"{found.count(each)} {each}" for each in ("added", "removed", "renamed", "changed") if each in found]
    if not counts:
        return "No requirement differs."
    return f"Requirements: {', '.join(counts)}."


def alteration(each: Document) -> Iterator[tuple[str, str | None]]:
    """
    The sentences on one requirement, each with its direction.
    """
    if each["fate"] == "added":
        yield f"new ({each['level']}): {each['asks']}", each["direction"] if each["level"] != "preferred" else None
    elif each["fate"] == "removed":
        yield f"no longer asked (was {each['level']}): {each['asks']}", each["direction"] if each["level"] != "preferred" else None
    elif each["fate"] == "renamed":
        yield f"the same was called `{each['was']}`", None
    for difference in each["differences"]:
        yield sentence(difference), difference["direction"]


def sentence(difference: Document) -> str:
    """
    One difference in a sentence, with its direction in front.
    """
    direction = f"{difference['direction']}: " if difference["direction"] else ""
    if difference["what"] == "part":
        around, _, tree = difference["within"].rpartition(", ")
        came, went = PARTS[tree]
        return direction + (f"inside {around}: " if around else "") + (came.format(difference["new"]) if difference["old"] is None else went.format(difference["old"]))
    within = f"{difference['within']}: " if difference["within"] else ""
    by = f" (set by {' and '.join(f'`{each}`' for each in difference['parameters'])})" if difference["parameters"] else ""
    return f"{direction}{within}{_said(difference['what'], difference['old'], difference['new'])}{by}"


def _said(what: str, old: str | None, new: str | None) -> str:
    if what == "not checked":
        return f"leaves to people: {new}" if old is None else f"no longer leaves to people: {old}"
    name = f"`{what}`" if " " not in what else what
    if old is None:
        return f"{name} is new: {new}"
    return f"{name} is gone; it was {old}" if new is None else f"{name} is {new}, was {old}"


# -- candidates -----------------------------------------------------------------------------


def turn(contrast: Document) -> str:
    """
    The decision before and after.
    """
    old, new = contrast["old"], contrast["new"]
    return f"{spoken(old)}, now {spoken(new)}" if old != new else f"{spoken(old)} by both"


def cause(each: Document) -> str:
    """
    A requirement that stands otherwise, and why.
    """
    old, new = each["old"], each["new"]
    if new is None:
        return f"{each['id']}: {_stands(old)}, no longer asked"
    if old is None:
        return f"{each['id']}: {_stands(new)}, not asked before: {new['because']}"
    level = f" ({new['level']}, was {old['level']})" if old["level"] != new["level"] else ""
    if old["status"] == new["status"]:
        return f"{each['id']}: {spoken(new['status'])}{level}: {new['because']}"
    return f"{each['id']}: {spoken(old['status'])}, now {spoken(new['status'])}{level}: {new['because']}"


def _stands(stand: Document) -> str:
    return f"{spoken(stand['status'])} ({stand['level']})"


def counts(summary: Document) -> Iterator[str]:
    """
    How many candidates change decision, from which to which, and because of what.
    """
    others = [f"{summary['changed']} {'changes' if summary['changed'] == 1 else 'change'} decision"]
    if summary["other_status"]:
        keep = "keeps it though a requirement stands otherwise" if summary["other_status"] == 1 else "keep it though a requirement stands otherwise"
        others.append(f"{summary['other_status']} {keep}")
    if summary["failures"]:
        others.append(f"{summary['failures']} could not be read")
    yield f"{counted(summary['candidates'], 'candidate')}: {', '.join(others)}"
    yield from (f"{spoken(each['old'])}, now {spoken(each['new'])}: {each['candidates']}" for each in summary["decisions"])
    yield from (f"because of {each['id']} ({each['title']}): {each['candidates']}" for each in summary["because"])


# -- the search -----------------------------------------------------------------------------


def searched(search: Document) -> str:
    """
    What came of the search.
    """
    tried = f"{counted(search['tried'], 'profile')} tried, seed {search['seed']}"
    if search["alike"]:
        return "Nothing that bears on a decision differs with these parameters: no candidate can show a difference."
    if search["found"] is None:
        return f"No difference found in {counted(search['tried'], 'made-up profile')} (seed {search['seed']}); {NO_PROOF}."
    return f"A made-up profile on which they do not agree ({tried}): {turn(search['found'])}"


def unseen(search: Document) -> Iterator[str]:
    """
    What could not be made up.
    """
    for each in search["not_made_up"]:
        yield f"{each['id']}: the kind `{each['kind']}` does not say what would show it (`remedies`), so nothing was made up for it"
