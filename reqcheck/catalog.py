"""
The catalog: plugins, vocabulary and rule sets by name; what a caller opens once and holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from reqcheck.arguments import a_day, a_list, a_name, a_profile, a_ruleset, a_text, all_days, all_values
from reqcheck.dates import Span
from reqcheck.errors import DocumentError, PluginError, UnknownRuleSet
from reqcheck.evaluation import evaluate
from reqcheck.loading.binding import bind
from reqcheck.loading.extending import Shelf, Spot
from reqcheck.loading.rulesets import read, ruleset_from_yaml
from reqcheck.loading.settings import Settings
from reqcheck.loading.shipped import shipped
from reqcheck.plugins.manager import Plugin, Plugins, load_plugins
from reqcheck.profile import Profile
from reqcheck.report import Failure, Report
from reqcheck.ruleset import BoundRuleSet, RuleSet
from reqcheck.streaming import Candidate, stream
from reqcheck.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from reqcheck.careers import CareerPath
    from reqcheck.explanation import Explained
    from reqcheck.forecasting import Forecast
    from reqcheck.gaps import GapAnalysis
    from reqcheck.linting.linter import Linted
    from reqcheck.questioning import Questionnaire
    from reqcheck.witnessing import Witnesses

NO_VALUES: Mapping[str, Any] = {}
#: How far a forecast looks, if not said otherwise.
TEN_YEARS = Span(months=120)
#: How many bindings a rule set remembers.
REMEMBERED = 32


class Catalog:
    """
    Plugins, vocabularies and rule sets, opened once with `open_catalog` and held by the caller.
    """

    def __init__(self, plugins: Sequence[str | Path] = ()) -> None:
        self._shipped = shipped()
        self._loaded: Plugins = load_plugins(tuple(a_list(plugins, "plugins")), load_vocabulary(), tuple(self._shipped))
        self._shelf = Shelf(self._found)
        self._settings = Settings(self._loaded.kinds, self._loaded.vocabulary, self._absent())

    @property
    def plugins(self) -> tuple[Plugin, ...]:
        """
        Every plugin that was found, the built-in kinds first, failed ones with their reason.
        """
        return self._loaded.plugins

    @property
    def failed(self) -> tuple[Plugin, ...]:
        """
        The plugins that could not be loaded.
        """
        return self._loaded.failed

    @property
    def kinds(self) -> tuple[str, ...]:
        """
        The names of the criterion kinds, in order.
        """
        return tuple(self._loaded.kinds)

    @property
    def vocabulary(self) -> Vocabulary:
        """
        The built-in vocabularies, merged with those of plugins.
        """
        return self._loaded.vocabulary

    def rulesets(self) -> tuple[str, ...]:
        """
        The ids of the rule sets that can be loaded by name.
        """
        return tuple(sorted(self._found()))

    def source_of(self, name: str) -> str:
        """
        Who offers the rule set of this id: the name of a plugin, or "built-in".
        """
        return next((each.name for each in self.plugins if name in each.rulesets), "built-in")

    def schema(self, document: str) -> dict[str, Any]:
        """
        The JSON Schema of a "profile", a "ruleset" (with the kinds and words of the plugins) or a "report".

        Raises `ValueError` for another name.
        """
        from reqcheck.shapes import schema_of  # a check needs none of it

        return schema_of(document, self._loaded.kinds, self.vocabulary)

    def load_ruleset(self, name: str | Path) -> RuleSet:
        """
        A rule set by its id, or by the path of its file (a `Path`, or a name with a suffix).

        Raises `UnknownRuleSet`, and `DocumentError` with every problem of the file.
        """
        name = a_name(name)
        if isinstance(name, Path) or name.endswith((".yaml", ".yml", ".json")):
            return self._read(Path(name), str(name))
        file = self.file_of(name)
        return self._read(file, file.name)

    def ruleset_from_yaml(self, text: str, source: str = "rule set") -> RuleSet:
        """
        The rule set in a text, YAML or JSON, that errors call *source*; it may extend others by their ids.

        Raises `DocumentError` with every problem of the text.
        """
        return self._remembering(ruleset_from_yaml(a_text(text, "a rule set"), source, self._settings, shelf=self._shelf))

    def file_of(self, name: str) -> Traversable:
        """
        The file of the rule set of this id; raises `UnknownRuleSet`.
        """
        found = self._found()
        if name not in found:
            raise UnknownRuleSet(name, tuple(sorted(found)))
        return found[name]

    def bind(
        self,
        ruleset: RuleSet,
        parameters: Mapping[str, object] = NO_VALUES,
        as_of: date = date.max,
        dates: Mapping[str, date] = NO_VALUES,
    ) -> BoundRuleSet:
        """
        The rule set's criteria for these parameters; raises `DocumentError`, `PluginError`.

        The rule set remembers its last bindings.
        """
        key = (self, a_day(as_of, "as_of"), all_days(dates), all_values(parameters))
        bound = a_ruleset(ruleset).bindings.get(key)
        if bound is None:
            bound = attrs.evolve(bind(ruleset, parameters, as_of, dates, self._settings), catalog=self)
            while len(ruleset.bindings) >= REMEMBERED:
                ruleset.bindings.pop(next(iter(ruleset.bindings)), None)
            ruleset.bindings[key] = bound
        return bound

    def check(
        self,
        profile: Profile,
        ruleset: RuleSet,
        *,
        as_of: date,
        parameters: Mapping[str, object] = NO_VALUES,
        dates: Mapping[str, date] = NO_VALUES,
    ) -> Report:
        """
        What *ruleset* says of *profile* as of a day.
        """
        bound = self.bind(ruleset, parameters, as_of, dates)
        return evaluate(a_profile(profile), bound, bound.context(self.vocabulary))

    def explain(
        self,
        ruleset: RuleSet,
        requirement: str,
        *,
        parameters: Mapping[str, object] = NO_VALUES,
        dates: Mapping[str, date] = NO_VALUES,
        profile: Profile | None = None,
        as_of: date = date.max,
    ) -> Explained:
        """
        What one requirement asks; with a *profile*, what is looked at and found as of a day.

        Raises `UnknownRequirement`, and what `bind` raises for the requirement alone.
        """
        from reqcheck.explanation import explained, looked, requirement_of  # a check needs none of it

        asked = requirement_of(ruleset, requirement)
        found = explained(ruleset, asked, parameters, self._settings, as_of)
        if profile is None:
            return found
        alone = attrs.evolve(ruleset, requirements=(asked,), bindings={})
        report = self.check(profile, alone, as_of=as_of, parameters=parameters, dates=dates)
        return attrs.evolve(found, looked=looked(report, report.bound.context(self.vocabulary)))

    def forecast(
        self,
        profile: Profile,
        ruleset: RuleSet,
        *,
        as_of: date,
        until: date | None = None,
        parameters: Mapping[str, object] = NO_VALUES,
        dates: Mapping[str, date] = NO_VALUES,
    ) -> Forecast:
        """
        On which days what *ruleset* says of *profile* will change, *until* a day (ten years on).
        """
        from reqcheck.forecasting import foresee  # a check needs none of it

        bound = self.bind(ruleset, parameters, as_of, dates)
        until = TEN_YEARS.after(as_of) if until is None else a_day(until, "until")
        later = self._rebound(bound, parameters, until)
        return foresee(a_profile(profile), bound, bound.context(self.vocabulary), until, later)

    def gap(
        self, profile: Profile, ruleset: RuleSet, *,
        as_of: date, parameters: Mapping[str, object] = NO_VALUES, dates: Mapping[str, date] = NO_VALUES,
    ) -> GapAnalysis:
        """
        What would make the candidate qualified, and what nothing would.
        """
        from reqcheck.gaps import find_gap  # a check needs none of it

        bound = self.bind(ruleset, parameters, as_of, dates)
        return find_gap(a_profile(profile), bound, bound.context(self.vocabulary), self._rebound(bound, parameters))

    def witnesses(
        self, profile: Profile, ruleset: RuleSet, *,
        as_of: date, parameters: Mapping[str, object] = NO_VALUES, dates: Mapping[str, date] = NO_VALUES,
    ) -> Witnesses:
        """
        What a decision under review could come to: facts with which the candidate is qualified, and with which not.
        """
        from reqcheck.witnessing import find_witnesses  # a check needs none of it

        bound = self.bind(ruleset, parameters, as_of, dates)
        return find_witnesses(a_profile(profile), bound, bound.context(self.vocabulary))

    def questionnaire(
        self, profile: Profile, ruleset: RuleSet, *,
        as_of: date, parameters: Mapping[str, object] = NO_VALUES, dates: Mapping[str, date] = NO_VALUES,
    ) -> Questionnaire:
        """
        What to ask about *profile*: whom, and what each answer would do, found by checking again.
        """
        from reqcheck.questioning import inquire  # a check needs none of it

        check = partial(self.check, ruleset=ruleset, as_of=as_of, parameters=parameters, dates=dates)
        return inquire(check(profile), check)

    def lint(self, ruleset: RuleSet, *, as_of: date, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Linted:
        """
        What in *ruleset* deserves a second look on a day; what its file allows is set aside.

        *select* and *ignore* are codes or their beginnings; raises `ValueError` for one that is neither.
        """
        from reqcheck.linting.linter import linted  # a check needs none of it

        return linted(ruleset, self._settings, as_of, select, ignore)

    def career(
        self,
        profile: Profile,
        role: str,
        *,
        as_of: date,
        until: date | None = None,
        parameters: Mapping[str, object] = NO_VALUES,
    ) -> CareerPath:
        """
        The roles that lead to *role*, by what rule sets say of it, and how far the candidate is from each.

        Each role takes those of the *parameters* that it declares.
        """
        from reqcheck.careers import Rung, climb  # a check needs none of it

        known = self._known(role)
        named = {key for ruleset in known.values() for key in ruleset.parameters}

        def rung(name: str) -> Rung:
            declared = known[name].parameters
            own = {key: value for key, value in parameters.items() if key in declared or (name == role and key not in named)}
            ahead = self.forecast(profile, known[name], as_of=as_of, until=until, parameters=own)
            return Rung(ahead, self.gap(profile, known[name], as_of=as_of, parameters=own))

        return climb(role, {name: each.leads_to for name, each in known.items()}, rung)

    def check_many(
        self,
        candidates: Iterable[Candidate],
        ruleset: RuleSet,
        *,
        as_of: date,
        parameters: Mapping[str, object] = NO_VALUES,
        dates: Mapping[str, date] = NO_VALUES,
    ) -> Iterator[Report | Failure]:
        """
        A report for each candidate, in order; a failure for each that cannot be read.

        A candidate is a profile, a document as a JSON parser returns it, or the text of one.
        The rule set is bound, and its errors are raised, before the first candidate is taken.
        """
        bound = self.bind(ruleset, parameters, as_of, dates)
        return stream(a_list(candidates, "candidates"), bound, self.vocabulary)

    def _rebound(
        self, bound: BoundRuleSet, parameters: Mapping[str, object], until: date = date.max
    ) -> tuple[BoundRuleSet, ...]:
        """
        The rule set bound anew for each later day on which a dated parameter has another value.
        """
        return tuple(self.bind(bound.ruleset, parameters, day, bound.dates) for day in bound.turns(until))

    def _known(self, role: str) -> dict[str, RuleSet]:
        """
        A role, and every other that can be loaded; raises what `load_ruleset` raises for the role itself.
        """
        known = {role: self.load_ruleset(role)}
        for name in self.rulesets():
            if name not in known:
                with suppress(DocumentError, PluginError):
                    known[name] = self.load_ruleset(name)
        return known

    def _found(self) -> dict[str, Traversable]:
        """
        The rule sets by id: the built-in ones by file name, those of plugins by the id in the file.
        """
        return {**self._loaded.rulesets, **self._shipped}

    def _read(self, file: Traversable, source: str) -> RuleSet:
        return self._remembering(ruleset_from_yaml(read(file, source), source, self._settings, Spot.of(file), self._shelf))

    def _remembering(self, ruleset: RuleSet) -> RuleSet:
        ruleset.remember(self)
        return ruleset

    def _absent(self) -> str:
        """
        What to say of a kind that nobody offers, where a plugin failed that might have.
        """
        return "; ".join(f"the plugin `{each.name}` failed to load: {each.reason}" for each in self.failed)
