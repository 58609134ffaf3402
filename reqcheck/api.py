"""
What callers import: open a catalog, load a rule set and profiles, check.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from reqcheck.arguments import a_list, a_ruleset
from reqcheck.catalog import NO_VALUES, Catalog
from reqcheck.document import quoted
from reqcheck.errors import or_choose
from reqcheck.loading.profiles import load_profile
from reqcheck.profile import Profile
from reqcheck.report import Failure, Report
from reqcheck.ruleset import RuleSet
from reqcheck.streaming import Candidate

if TYPE_CHECKING:
    from reqcheck.comparison import RoleComparison
    from reqcheck.forecasting import Forecast
    from reqcheck.gaps import GapAnalysis
    from reqcheck.linting.linter import Linted
    from reqcheck.questioning import Questionnaire
    from reqcheck.versions import RuleSetDiff
    from reqcheck.witnessing import Witnesses

__all__ = ["check", "check_many", "compare_rulesets", "diff_rulesets", "forecast", "gap", "lint", "load_profile", "load_ruleset", "open_catalog", "questionnaire", "render", "ruleset_from_yaml", "witnesses"]

#: A report or a failure, or the document of one.
Result: TypeAlias = Report | Failure | Mapping[str, Any]


def open_catalog(*, plugins: Sequence[str | Path] = ()) -> Catalog:
    """
    Open the built-in kinds, the installed plugins and the plugin files named in *plugins*.

    A plugin that fails to load is listed in `Catalog.failed` and stops only a rule set that needs it.
    """
    return Catalog(plugins)


def load_ruleset(name: str | Path) -> RuleSet:
    """
    A rule set by its id (built in, or from an installed plugin) or by the path of its file.

    Raises `UnknownRuleSet` and `DocumentError`.
    """
    return open_catalog().load_ruleset(name)


def ruleset_from_yaml(text: str, source: str = "rule set") -> RuleSet:
    """
    The rule set in a text, YAML or JSON, that errors call *source*; it may extend others by their ids.

    Raises `DocumentError`.
    """
    return open_catalog().ruleset_from_yaml(text, source)


def check(
    profile: Profile,
    ruleset: RuleSet,
    *,
    as_of: date,
    parameters: Mapping[str, object] = NO_VALUES,
    dates: Mapping[str, date] = NO_VALUES,
) -> Report:
    """
    The report on one candidate: the only way to a decision.

    *as_of* is the day asked, *parameters* are the rule set's, *dates* are named days.  "Not met"
    is an answer, not an error; raises `DocumentError` where the parameters do not fit.
    """
    catalog = _catalog_of(ruleset)
    return catalog.check(profile, ruleset, as_of=as_of, parameters=parameters, dates=dates)


def forecast(
    profile: Profile,
    ruleset: RuleSet,
    *,
    as_of: date,
    until: date | None = None,
    parameters: Mapping[str, object] = NO_VALUES,
    dates: Mapping[str, date] = NO_VALUES,
) -> Forecast:
    """
    On which days the report on one candidate will change, facts held fixed, *until* a day (ten years on).
    """
    catalog = _catalog_of(ruleset)
    return catalog.forecast(profile, ruleset, as_of=as_of, until=until, parameters=parameters, dates=dates)


def gap(
    profile: Profile,
    ruleset: RuleSet,
    *,
    as_of: date,
    parameters: Mapping[str, object] = NO_VALUES,
    dates: Mapping[str, date] = NO_VALUES,
) -> GapAnalysis:
    """
    What would make one candidate qualified, the least first, each way tried before it is told.
    """
    catalog = _catalog_of(ruleset)
    return catalog.gap(profile, ruleset, as_of=as_of, parameters=parameters, dates=dates)


def witnesses(
    profile: Profile,
    ruleset: RuleSet,
    *,
    as_of: date,
    parameters: Mapping[str, object] = NO_VALUES,
    dates: Mapping[str, date] = NO_VALUES,
) -> Witnesses:
    """
    What a decision under review could come to: facts with which the candidate is qualified, and with which
    not, each found by checking again.
    """
    catalog = _catalog_of(ruleset)
    return catalog.witnesses(profile, ruleset, as_of=as_of, parameters=parameters, dates=dates)


def questionnaire(
    profile: Profile,
    ruleset: RuleSet,
    *,
    as_of: date,
    parameters: Mapping[str, object] = NO_VALUES,
    dates: Mapping[str, date] = NO_VALUES,
) -> Questionnaire:
    """
    What to ask about one candidate: whom, and what each answer would do, found by checking again.
    """
    catalog = _catalog_of(ruleset)
    return catalog.questionnaire(profile, ruleset, as_of=as_of, parameters=parameters, dates=dates)


def lint(ruleset: RuleSet, *, as_of: date, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Linted:
    """
    What in *ruleset* deserves a second look on a day: its `findings`, and what its file has `allowed`.

    *select* and *ignore* are codes or their beginnings; raises `ValueError` for one that is neither.
    """
    catalog = _catalog_of(ruleset)
    return catalog.lint(ruleset, as_of=as_of, select=select, ignore=ignore)


def check_many(
    candidates: Iterable[Candidate],
    ruleset: RuleSet,
    *,
    as_of: date,
    parameters: Mapping[str, object] = NO_VALUES,
    dates: Mapping[str, date] = NO_VALUES,
) -> Iterator[Report | Failure]:
    """
    A report or a failure for each candidate, in order, one at a time.

    Candidates are profiles, documents as a JSON parser returns them, or texts of documents.
    """
    catalog = _catalog_of(ruleset)
    return catalog.check_many(candidates, ruleset, as_of=as_of, parameters=parameters, dates=dates)


def render(results: Iterable[Result] | Report | Failure, form: str = "text") -> str:
    """
    Reports and failures, or their documents as they were stored, as one text in a format of the command line.

    Raises `ValueError` where there is no format of that name.
    """
    from reqcheck.rendering.formats import FORMATS  # a check needs none of it
    from reqcheck.rendering.json import failure_document, report_document

    if form not in FORMATS:
        msg = f"no format is called {quoted(form)}{or_choose(form, FORMATS)}"
        raise ValueError(msg)
    several = [results] if isinstance(results, Report | Failure) else a_list(results, "results")
    documents = (
        report_document(each) if isinstance(each, Report) else failure_document(each) if isinstance(each, Failure) else each
        for each in several
    )
    return "".join(FORMATS[form](documents))


def diff_rulesets(
    old: RuleSet,
    new: RuleSet,
    *,
    as_of: date,
    parameters: Mapping[str, object] = NO_VALUES,
    dates: Mapping[str, date] = NO_VALUES,
) -> RuleSetDiff:
    """
    What differs between two rule sets, for whom it matters, and a profile that shows it.

    Each takes those of the parameters and dates that it uses; raises `DocumentError` for one that neither does.
    """
    from reqcheck.versions import RuleSetDiff  # a check needs none of it

    catalog = _catalog_of(new)
    return RuleSetDiff(a_ruleset(old), new, catalog, as_of=as_of, parameters=parameters, dates=dates)


def compare_rulesets(
    rulesets: Sequence[RuleSet], *, parameters: Mapping[str, object] = NO_VALUES, as_of: date = date.max
) -> RoleComparison:
    """
    What some roles ask, side by side and by area; each takes those of the parameters that it declares.

    Of defaults that change on a day those count that stand as of one: the last ones, if none is given.
    """
    from reqcheck.versions import roles_compared  # a check needs none of it

    catalog = next((each.catalog for each in [*map(a_ruleset, rulesets)] if each.catalog is not None), None) or open_catalog()
    return roles_compared(rulesets, catalog, parameters, as_of)


def _catalog_of(ruleset: RuleSet) -> Catalog:
    """
    The catalog that loaded a rule set, or a new one; raises `TypeError` for what is no rule set.
    """
    return a_ruleset(ruleset).catalog or open_catalog()
