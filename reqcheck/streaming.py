"""
Many candidates, one after another: a report for each, and a failure for each that cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from reqcheck.errors import DocumentError
from reqcheck.evaluation import evaluate
from reqcheck.loading.profiles import profile_from_dict, profile_from_json
from reqcheck.profile import Profile
from reqcheck.report import Failure, Report

if TYPE_CHECKING:
    from reqcheck.ruleset import BoundRuleSet
    from reqcheck.vocabulary import Vocabulary

#: A profile, a document as a JSON parser returns it, or the text of one.
Candidate = Profile | Mapping[str, Any] | str | bytes


def stream(
    candidates: Iterable[Candidate], bound: BoundRuleSet, vocabulary: Vocabulary
) -> Iterator[Report | Failure]:
    """
    What *bound* says of each candidate, in order.
    """
    for candidate in candidates:
        try:
            profile = _profile(candidate)
        except DocumentError as error:
            yield Failure(_named(candidate), error.problems)
        else:
            yield evaluate(profile, bound, bound.context(vocabulary))


def _profile(candidate: Candidate) -> Profile:
    if isinstance(candidate, Profile):
        return candidate
    if isinstance(candidate, str | bytes):
        return profile_from_json(candidate)
    return profile_from_dict(candidate)


def _named(candidate: Candidate) -> str | None:
    """
    The id of a candidate that cannot be read, if as much can be seen.
    """
    subject = candidate.get("subject") if isinstance(candidate, Mapping) else None
    name = subject.get("id") if isinstance(subject, Mapping) else None
    return name if isinstance(name, str) else None
