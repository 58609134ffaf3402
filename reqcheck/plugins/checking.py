"""
What a plugin has to be to be taken, and what every kind of criterion that it offers.

Each check raises `Refused` with what its author can mend.
"""

from __future__ import annotations

from collections.abc import Mapping
from inspect import signature
from types import ModuleType
from typing import Any

import attrs

from reqcheck.criterion import Criterion
from reqcheck.errors import or_choose
from reqcheck.loading.kinds import check_kind
from reqcheck.loading.settings import KEPT, RESERVED
from reqcheck.plugins import specs
from reqcheck.ruleset import TREES

#: What a plugin may ask for in `reqcheck_api`: this version, or an older one of the same number.
API = (1, 0)
#: What reqcheck looks for in a criterion besides its settings.
METHODS = frozenset(("area", "assess", "considered", "fits", "met_by", "milestones", "remedies", "turning_points", "words"))


class Refused(Exception):
    """
    A plugin cannot be taken, for a reason that its author can mend.
    """


def check_api(plugin: object) -> None:
    """
    A plugin needs no newer interface than there is, and none of another number.
    """
    wanted = getattr(plugin, "reqcheck_api", API)
    if not isinstance(wanted, tuple | list) or not wanted or not all(isinstance(each, int) for each in wanted):
        msg = f"`reqcheck_api` is two numbers, such as {API}"
        raise Refused(msg)
    if wanted[0] != API[0] or tuple(wanted) > API:
        msg = f"it needs version {'.'.join(map(str, wanted))} of the plugin interface; this reqcheck has {API[0]}.{API[1]}"
        raise Refused(msg)


def check_markers(plugin: object) -> None:
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


def check_arguments(plugin: object) -> None:
    """
    A hook gives no arguments, so that a function of a module needs none.
    """
    marked = {name: each for name, each in vars(plugin).items() if isinstance(plugin, ModuleType) and hasattr(each, "reqcheck_impl")}
    for name, each in marked.items():
        taken = signature(each).parameters.values()
        needed = [one.name for one in taken if one.default is one.empty and one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD)]
        if needed:
            msg = f"`{name}` is called without arguments; take `{needed[0]}` out"
            raise Refused(msg)


def check_class(kind: object) -> None:
    """
    A criterion kind is a frozen attrs class with a name and an `assess`.
    """
    if not isinstance(kind, type) or not isinstance(getattr(kind, "kind", None), str) or not callable(getattr(kind, "assess", None)):
        msg = f"`{getattr(kind, '__name__', kind)}` is not a criterion: it needs a `kind` and `assess(profile, context)`"
        raise Refused(msg)
    if not attrs.has(kind) or "__attrs_attrs__" not in vars(kind) or not _is_frozen(kind):
        msg = f"`{kind.__name__}` is not a frozen attrs class; decorate it with @attrs.frozen(kw_only=True)"
        raise Refused(msg)


def check_names(kind: type[Any]) -> None:
    """
    A plugin's kind has a prefix, and settings whose names mean nothing else.
    """
    name: str = kind.kind
    prefix, _, rest = name.partition("/")
    if not (prefix and rest):
        msg = f"the kind `{name}` has no prefix; name it like `acme/{name.strip('/')}`"
        raise Refused(msg)
    settings = {each.name for each in attrs.fields(kind)}
    if taken := settings & {"kind", *RESERVED, *KEPT, *TREES}:
        msg = f"`{name}` has a setting `{min(taken)}`, a name that every criterion has; rename it"
        raise Refused(msg)
    if taken := settings & METHODS:
        msg = f"`{name}` has a setting `{min(taken)}`, the name of something that a criterion may do; rename it"
        raise Refused(msg)


def check_settings(kinds: Mapping[str, type[Criterion]]) -> None:
    """
    A rule set can write the settings of every kind.
    """
    for name, kind in kinds.items():
        try:
            check_kind(kind)
        except ValueError as problem:
            msg = f"the kind `{name}`: {problem}"
            raise Refused(msg) from None


def _is_frozen(kind: type) -> bool:
    """
    Whether a class refuses to have its instances changed.
    """
    return getattr(vars(kind).get("__setattr__"), "__name__", "") == "_frozen_setattrs"
