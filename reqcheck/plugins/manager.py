"""
Loads plugins, each apart from the others, and lists them with what they offer or why they failed.

One bad plugin (it raises, exits, misspells a hook, offers a kind twice, needs a newer reqcheck)
never stops the rest and is never ignored.  What is loaded does not depend on the order of plugins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import pluggy

from reqcheck.criterion import Criterion
from reqcheck.document import quoted
from reqcheck.loading.kinds import check_terms
from reqcheck.loading.rulesets import id_of
from reqcheck.plugins import HookManager, specs
from reqcheck.plugins.checking import (
    Refused,
    check_api,
    check_arguments,
    check_class,
    check_markers,
    check_names,
    check_settings,
)
from reqcheck.plugins.installed import installed
from reqcheck.plugins.single import module_in
from reqcheck.vocabulary import Terms, Vocabulary

#: The built-in kinds, registered through the hook that organizations use.
BUILTIN = (
    "reqcheck.rules.all_of",
    "reqcheck.rules.answer",
    "reqcheck.rules.any_of",
    "reqcheck.rules.board_certification",
    "reqcheck.rules.certification",
    "reqcheck.rules.degree",
    "reqcheck.rules.exam",
    "reqcheck.rules.experience",
    "reqcheck.rules.license",
    "reqcheck.rules.no_history",
    "reqcheck.rules.none_of",
    "reqcheck.rules.some_of",
    "reqcheck.rules.training",
)


@attrs.frozen
class Plugin:
    """
    A plugin that was found: where, in which state, and what it offers.

    *reason* says why it failed; a plugin without one is loaded.
    """

    name: str
    origin: str
    reason: str | None = None
    kinds: tuple[str, ...] = ()
    rulesets: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """
        It could not be loaded.
        """
        return self.reason is not None


@attrs.frozen
class Plugins:
    """
    All plugins, and together what they offer.
    """

    plugins: tuple[Plugin, ...]
    kinds: Mapping[str, type[Criterion]]
    vocabulary: Vocabulary
    rulesets: Mapping[str, Path]

    @property
    def failed(self) -> tuple[Plugin, ...]:
        """
        The plugins that could not be loaded.
        """
        return tuple(each for each in self.plugins if each.failed)


def load_plugins(files: Sequence[str | Path], vocabulary: Vocabulary, taken: Iterable[str] = ()) -> Plugins:
    """
    Load the built-in kinds, then installed plugins, then single files, each by name: the order in
    which they are given does not matter.  No rule set may have an id that is *taken*.
    """
    loader = _Loader(vocabulary, taken)
    for name in BUILTIN:
        loader.load(name, "built-in", lambda name=name: import_module(name))  # type: ignore[misc]
    for entry in installed():
        loader.load(entry.name, "installed", entry.load)
    for file in sorted({*map(Path, files)}, key=lambda each: (each.name, str(each))):
        loader.load(file.name or str(file), "file", lambda file=file: module_in(file))  # type: ignore[misc]
    return loader.loaded()


class _Offer(NamedTuple):
    """
    What one plugin offers: the vocabulary with its words, its kinds, and its rule sets by their ids.
    """

    vocabulary: Vocabulary
    kinds: Mapping[str, type[Criterion]]
    rulesets: Mapping[str, Path]


class _Loader:
    """
    What is loaded so far.
    """

    def __init__(self, vocabulary: Vocabulary, taken: Iterable[str]) -> None:
        self._manager = HookManager()
        self._manager.add_hookspecs(specs)
        self._plugins: list[Plugin] = []
        self._kinds: dict[str, type[Criterion]] = {}
        self._owners: dict[str, str] = {}
        self._vocabulary = vocabulary
        self._rulesets: dict[str, Path] = {}
        self._ruleset_owners = dict.fromkeys(taken, "reqcheck")

    def load(self, name: str, origin: str, find: Callable[[], object]) -> None:
        """
        Load one plugin, or note why it failed.
        """
        try:
            taken = self._take(name, origin, find())
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt) and not isinstance(error, Exception):
                raise  # the person at the keyboard, not the plugin
            if origin == "built-in":
                raise
            self._plugins.append(Plugin(name, origin, _reason(error)))
        else:
            self._plugins.append(taken)

    def loaded(self) -> Plugins:
        """
        Everything together, the kinds in the order of their names.

        Only now is it known which vocabularies there are, and so which kinds can be read.
        """
        for each in self._plugins:
            reason = next(filter(None, (self._unreadable(kind) for kind in each.kinds)), None)
            if reason is not None and each.origin != "built-in":
                self._plugins[self._plugins.index(each)] = Plugin(each.name, each.origin, reason)
                self._kinds = {name: kind for name, kind in self._kinds.items() if name not in each.kinds}
        kinds = dict(sorted(self._kinds.items()))
        return Plugins(tuple(self._plugins), kinds, self._vocabulary, self._rulesets)

    def _unreadable(self, name: str) -> str | None:
        try:
            check_terms(self._kinds[name], self._vocabulary)
        except ValueError as problem:
            return f"the kind `{name}`: {problem}"
        return None

    def _take(self, name: str, origin: str, plugin: object) -> Plugin:
        """
        Register one plugin and take what it offers, all of it or nothing.
        """
        check_api(plugin)
        check_markers(plugin)
        if origin != "built-in":
            check_arguments(plugin)
        registered = self._manager.register(plugin, name=f"{origin} {name} {len(self._plugins)}")
        try:
            offer = self._offer_of(plugin, origin)
        except BaseException:
            self._manager.unregister(name=registered)
            raise
        self._vocabulary = offer.vocabulary
        self._kinds.update(offer.kinds)
        self._owners.update(dict.fromkeys(offer.kinds, name))
        self._rulesets.update(offer.rulesets)
        self._ruleset_owners.update(dict.fromkeys(offer.rulesets, name))
        return Plugin(name, origin, kinds=tuple(sorted(offer.kinds)), rulesets=tuple(sorted(offer.rulesets)))

    def _offer_of(self, plugin: object, origin: str) -> _Offer:
        """
        All that a registered plugin offers; raises `Refused` where some of it cannot be taken.
        """
        try:
            self._manager.check_pending()
            vocabulary = self._merged(plugin)
            kinds = {each.kind: each for each in self._classes(plugin, origin)}
            if origin != "built-in":
                check_settings(kinds)
            return _Offer(vocabulary, kinds, self._ids(plugin))
        except pluggy.PluginValidationError as error:
            raise Refused(str(error)) from None

    def _offered(self, hook: str, plugin: object) -> list[Any]:
        """
        What one plugin returns from a hook.
        """
        others = [each for each in self._manager.get_plugins() if each is not plugin]
        results = self._manager.subset_hook_caller(hook, others)()
        offers = hasattr(getattr(plugin, hook, None), "reqcheck_impl")
        if len(results) != offers or not all(isinstance(each, list | tuple) for each in results):
            msg = f"`{hook}` must return a list"
            raise Refused(msg)
        return [each for result in results for each in result]

    def _ids(self, plugin: object) -> dict[str, Path]:
        """
        The rule sets of one plugin by their ids, which are nobody else's.
        """
        offered: dict[str, Path] = {}
        for each in map(Path, self._offered("reqcheck_rulesets", plugin)):
            name = id_of(each)
            owner = "itself" if name in offered else self._ruleset_owners.get(name)
            if owner is not None:
                raise Refused(f"the rule set {quoted(name)} is offered by `{owner}` already; give its file another id")
            offered[name] = each
        return offered

    def _classes(self, plugin: object, origin: str) -> Iterator[type[Criterion]]:
        seen: set[str] = set()
        for each in self._offered("reqcheck_criteria", plugin):
            check_class(each)
            if origin != "built-in":
                check_names(each)
            if each.kind in seen:
                msg = f"it offers the kind `{each.kind}` twice; rename one of them"
                raise Refused(msg)
            if each.kind in self._kinds:
                msg = f"the kind `{each.kind}` is offered by `{self._owners[each.kind]}` already; rename one of them"
                raise Refused(msg)
            seen.add(each.kind)
            yield each

    def _merged(self, plugin: object) -> Vocabulary:
        vocabulary = self._vocabulary
        for each in self._offered("reqcheck_vocabularies", plugin):
            if not isinstance(each, Terms):
                msg = "`reqcheck_vocabularies` must return a list of Terms; make them with `terms_of`"
                raise Refused(msg)
            vocabulary = vocabulary.merged({each.name: each})
        return vocabulary


def _reason(error: BaseException) -> str:
    """
    Why a plugin failed, on one line.
    """
    if isinstance(error, SystemExit):
        return "it exits when it is loaded"
    try:
        text = " ".join(str(error).split())
    except Exception:  # noqa: BLE001 - an exception whose text raises
        text = ""
    text = text or "no message"
    return text if isinstance(error, Refused) else f"{type(error).__name__}: {text}"
