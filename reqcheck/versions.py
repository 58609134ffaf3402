"""
Two versions of a rule set: what differs in what they ask, for whom, and on whom they do not agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from reqcheck.comparison import RoleComparison, compared
from reqcheck.contrast import Contrast
from reqcheck.differences import Known, RuleSetDifferences, differences_between
from reqcheck.divergence import TRIED, DivergenceSearch, find_divergence
from reqcheck.document import quoted
from reqcheck.errors import DocumentError, Problem, or_choose
from reqcheck.evaluation import evaluate
from reqcheck.loading.named_days import unused
from reqcheck.pairs import Side

if TYPE_CHECKING:
    from reqcheck.catalog import Catalog
    from reqcheck.profile import Profile
    from reqcheck.ruleset import RuleSet


class RuleSetDiff:
    """
    Two rule sets, of which each takes those of the *parameters* and *dates* that it uses.

    What they ask can be compared whatever the parameters are.  To ask what they say of somebody, all
    must be set that a check needs, and the day; each way to ask raises what `Catalog.bind` raises.
    """

    def __init__(
        self,
        old: RuleSet,
        new: RuleSet,
        catalog: Catalog,
        *,
        as_of: date,
        parameters: Mapping[str, object],
        dates: Mapping[str, date],
    ) -> None:
        declared_by_any((old, new), parameters)
        self.old, self.new, self.as_of = old, new, as_of
        self._catalog, self._parameters, self._dates = catalog, parameters, dates

    @cached_property
    def differences(self) -> RuleSetDifferences:
        """
        What is asked besides, what no longer, and what otherwise.
        """
        old, new = (Known(each, self._parameters, self._catalog._settings, self.as_of) for each in (self.old, self.new))
        return differences_between(old, new)

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        """
        Both rule sets bound, the old one first.
        """
        problems = [unused(self._dates, each) for each in (self.old, self.new)]
        if all(problems):
            raise DocumentError("dates", tuple(problems[1]))
        old, new = (self._side(each, {} if idle else self._dates) for each, idle in zip((self.old, self.new), problems, strict=True))
        return old, new

    def contrast(self, profile: Profile) -> Contrast:
        """
        What both say of one candidate.
        """
        old, new = self.sides
        return Contrast(evaluate(profile, old.bound, old.context.afresh()), evaluate(profile, new.bound, new.context.afresh()))

    def search(self, seed: int = 0, tried: int = TRIED) -> DivergenceSearch:
        """
        A small profile, made up, on which they do not agree; the same for the same *seed*.
        """
        return find_divergence(*self.sides, seed=seed, tried=tried)

    def _side(self, ruleset: RuleSet, dates: Mapping[str, date]) -> Side:
        own = {name: each for name, each in self._parameters.items() if name in ruleset.parameters}
        bound = self._catalog.bind(ruleset, own, self.as_of, dates)
        return Side(bound, bound.context(self._catalog.vocabulary))


def roles_compared(
    rulesets: Sequence[RuleSet], catalog: Catalog, parameters: Mapping[str, object], as_of: date
) -> RoleComparison:
    """
    What some roles ask as of a day, side by side; each takes those of the *parameters* that it declares.
    """
    declared_by_any(rulesets, parameters)
    return compared([Known(each, parameters, catalog._settings, as_of) for each in rulesets])


def declared_by_any(rulesets: Sequence[RuleSet], parameters: Mapping[str, object]) -> None:
    """
    Raises `DocumentError` for a parameter that no rule set declares.
    """
    declared = sorted({name for each in rulesets for name in each.parameters})
    problems = [
        Problem(f"no parameter is called {quoted(name)}{or_choose(name, declared) if declared else '; none of the rule sets has any'}", "unknown-parameter")
        for name in parameters
        if name not in declared
    ]
    if problems:
        raise DocumentError("parameters", tuple(problems))
