"""
Loads plugins, each apart from the others, and lists them with what they offer or why they failed.

One bad plugin (it raises, exits, misspells a hook, offers a kind twice, needs a newer reqcheck)
never stops the rest and is never ignored.  What is loaded does not depend on the order of plugins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import pluggy

from reqcheck.criterion import Criterion
from reqcheck.document import quoted
from reqcheck.errors import or_choose
from reqcheck.loading.kinds import check_kind, check_terms
from reqcheck.loading.rulesets import id_of
from reqcheck.loading.settings import KEPT, RESERVED
from reqcheck.plugins import HookManager, specs
from reqcheck.plugins.installed import installed
from reqcheck.plugins.single import Refused, module_in
from reqcheck.ruleset import TREES
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
#: What a plugin may ask for in `reqcheck_api`: this version, or an older one of the same number.
API = (1, 0)


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


#: What reqcheck looks for in a criterion besides its settings.
METHODS = frozenset(("area", "assess", "considered", "fits", "met_by", "milestones", "remedies", "turning_points", "words"))


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
        loader.load(file.name, "file", lambda file=file: module_in(file))  # type: ignore[misc]
    return loader.loaded()


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
        Register one plugin and collect what it offers, all of it or nothing.
        """
        _check_api(plugin)
        _check_markers(plugin)
        registered = self._manager.register(plugin, name=f"{origin} {name} {len(self._plugins)}")
        try:
            self._manager.check_pending()
            vocabulary = self._merged(plugin)
            kinds = {each.kind: each for each in self._classes(plugin, origin)}
            if origin != "built-in":
                _check_settings(kinds)
            rulesets = self._ids(plugin)
        except pluggy.PluginValidationError as error:
            self._manager.unregister(name=registered)
            raise Refused(str(error)) from None
        except BaseException:
            self._manager.unregister(name=registered)
            raise
        self._kinds.update(kinds)
        self._owners.update(dict.fromkeys(kinds, name))
        self._vocabulary = vocabulary
        self._rulesets.update(rulesets)
        self._ruleset_owners.update(dict.fromkeys(rulesets, name))
        return Plugin(name, origin, kinds=tuple(sorted(kinds)), rulesets=tuple(sorted(rulesets)))

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
            _check_kind(each, origin)
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


def _check_kind(kind: object, origin: str) -> None:
    """
    A criterion kind is a frozen attrs class with a name and an `assess`.
    """
    name = getattr(kind, "kind", None)
    if not isinstance(kind, type) or not isinstance(name, str) or not callable(getattr(kind, "assess", None)):
        msg = f"`{getattr(kind, '__name__', kind)}` is not a criterion: it needs a `kind` and `assess(profile, context)`"
        raise Refused(msg)
    if not attrs.has(kind) or "__attrs_attrs__" not in vars(kind) or not _is_frozen(kind):
        msg = f"`{kind.__name__}` is not a frozen attrs class; decorate it with @attrs.frozen(kw_only=True)"
        raise Refused(msg)
    prefix, _, rest = name.partition("/")
    if origin != "built-in" and not (prefix and rest):
        msg = f"the kind `{name}` has no prefix; name it like `acme/{name.strip('/')}`"
        raise Refused(msg)
    settings = {each.name for each in attrs.fields(kind)}
    if origin == "built-in":
        return
    if taken := settings & {"kind", *RESERVED, *KEPT, *TREES}:
        msg = f"`{name}` has a setting `{min(taken)}`, a name that every criterion has; rename it"
        raise Refused(msg)
    if taken := settings & METHODS:
        msg = f"`{name}` has a setting `{min(taken)}`, the name of something that a criterion may do; rename it"
        raise Refused(msg)


def _is_frozen(kind: type) -> bool:
    """
    Whether a class refuses to have its instances changed.
    """
    return getattr(vars(kind).get("__setattr__"), "__name__", "") == "_frozen_setattrs"


def _check_settings(kinds: Mapping[str, type[Criterion]]) -> None:
    for name, kind in kinds.items():
        try:
            check_kind(kind)
        except ValueError as problem:
            msg = f"the kind `{name}`: {problem}"
            raise Refused(msg) from None


def _check_api(plugin: object) -> None:
    wanted = getattr(plugin, "reqcheck_api", API)
    if wanted[0] != API[0] or tuple(wanted) > API:
        msg = f"it needs version {wanted[0]}.{wanted[1]} of the plugin interface; this reqcheck has {API[0]}.{API[1]}"
        raise Refused(msg)


def _check_markers(plugin: object) -> None:
    """
    A function that is named like a hook and is none, or is not marked as one, would be ignored.
    """
    hooks = [name for name in vars(specs) if name.startswith("reqcheck_")]
    for name, each in vars(plugin).items():
        marked = hasattr(each, "reqcheck_impl")
        if marked and name not in hooks:
            msg = f"`{name}` is not a hook{or_choose(name, hooks)}"
            raise Refused(msg)
        if name.startswith("reqcheck_") and callable(each) and not marked:
            msg = f"`{name}` is not marked; write @hookimpl above it"
            raise Refused(msg)


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
