"""
The values of parameters: those given for a check, else the defaults of a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from reqcheck.dated import Dated
from reqcheck.document import NOWHERE, Place, Text, quoted
from reqcheck.errors import Problem, or_choose
from reqcheck.evidence import decimal
from reqcheck.loading.scalars import Misfit, Unset, number_of, yes_or_no
from reqcheck.ruleset import Parameter, RuleSet
from reqcheck.vocabulary import Vocabulary


class Values:
    """
    The values of parameters: those given, else the defaults that stand *on* a day; what is asked for and
    not set is noted.
    """

    def __init__(
        self,
        declared: Mapping[str, Parameter],
        vocabulary: Vocabulary,
        given: Mapping[str, object] | None = None,
        on: date = date.max,
        *,
        lenient: bool = False,
    ) -> None:
        self.problems: list[Problem] = []
        self.unset: dict[str, None] = {}
        self.defaults: dict[str, Dated] = {}
        self._on = on
        self._stood_in: set[Place] = set()
        self._declared = declared
        self._vocabulary = vocabulary
        self._lenient = lenient
        self._values: dict[str, str] = {}
        for name, parameter in declared.items():
            if (default := parameter.default_on(on)) is not None:
                self._set(name, default.value, quietly=lenient)
                self.defaults[name] = default
        for name, value in (given or {}).items():
            if value is not None:
                self._set(name, _as_written(value))
                self.defaults.pop(name, None)

    def value(self, node: Text) -> Text:
        """
        The scalar that stands for `$name`; raises `Misfit` where no such parameter is declared.
        """
        name = node.value[1:]
        if name not in self._declared:
            hint = or_choose(name, self._declared)
            message = f"no parameter {quoted(name)} is declared under `parameters`{hint}"
            raise Misfit(Problem(message, "undeclared-parameter", place=node.place))
        if name in self._values:
            return Text(self._values[name], node.place)
        if not self._lenient:
            self.unset[name] = None
        return self._stand_in(name, node)

    def normalized(self, name: str, value: str) -> str:
        """
        A value in the form of its parameter's type; raises `ValueError` where it does not fit.
        """
        return normalized(name, value, self._declared[name], self._vocabulary)

    def as_text(self) -> dict[str, str]:
        """
        Every value that is set, by name, in the order of declaration.
        """
        return {name: self._values[name] for name in self._declared if name in self._values}

    def asked_for(self, ruleset: RuleSet) -> list[Problem]:
        """
        A problem for each parameter that a requirement needs and nobody set.
        """
        problems = []
        for name in self.unset:
            parameter = ruleset.parameters[name]
            what = f" ({parameter.title})" if parameter.title else ""
            lacks = "is not set"
            if parameter.defaults:
                lacks = f"has no value on {self._on}, because its first one begins on {parameter.defaults[0].since}"
            message = f"`{name}`{what} {lacks}; {ruleset.id} asks for it: --set {name}=VALUE"
            problems.append(Problem(message, "unset-parameter"))
        return problems

    def _set(self, name: str, value: str, *, quietly: bool = False) -> None:
        if name not in self._declared:
            known = or_choose(name, self._declared) if self._declared else "; the rule set has none"
            self.problems.append(Problem(f"no parameter is called {quoted(name)}{known}", "unknown-parameter"))
            return
        try:
            self._values[name] = self.normalized(name, value)
        except ValueError as problem:
            if not quietly:
                self.problems.append(Problem(str(problem), "bad-parameter"))

    def _stand_in(self, name: str, node: Text) -> Text:
        """
        A scalar for a parameter that is not set: one that fits its type.
        """
        parameter = self._declared[name]
        if parameter.one_of:
            return Text(parameter.one_of[0], node.place)
        if parameter.type == "jurisdiction":
            return Text(next(iter(self._vocabulary.jurisdictions)).code, node.place)
        stand_in = {"number": "1", "yes_no": "yes"}.get(parameter.type or "")
        if stand_in is not None:
            return Text(stand_in, node.place)
        return self.stand_in(node)

    def anew(self) -> Values:
        """
        The same values, of which nothing is noted: these, as long as that is so.
        """
        if not (self.problems or self.unset or self._stood_in):
            return self
        other = object.__new__(Values)
        other.__dict__.update(self.__dict__, problems=[], unset={}, _stood_in=set())
        return other

    def stand_in(self, node: Text) -> Text:
        """
        A scalar that fits wherever text does, for a value that is not known.
        """
        self._stood_in.add(node.place)
        return Unset.at(node.place)

    def excuses(self, problem: Problem) -> bool:
        """
        Whether a problem may only come of a text parameter that has no value yet.
        """
        if problem.code == "undeclared-parameter":
            return False
        return problem.place in self._stood_in or (bool(self._stood_in) and problem.code == "invalid")


def normalized(name: str, value: str, parameter: Parameter, vocabulary: Vocabulary) -> str:
    """
    A value in the form of its parameter's type; raises `ValueError` where it does not fit.
    """
    scalar = Text(value, NOWHERE)
    if parameter.one_of:
        value = scalar.canonical
        if value not in parameter.one_of:
            msg = f"{quoted(value)} is not possible for `{name}`{or_choose(value, parameter.one_of)}"
            raise ValueError(msg)
        return value
    try:
        if parameter.type == "number":
            return decimal(number_of(scalar))
        if parameter.type == "yes_no":
            return "yes" if yes_or_no(scalar) else "no"
    except Misfit as misfit:
        msg = f"`{name}` {misfit.problems[0].message}"
        raise ValueError(msg) from None
    return _jurisdiction(name, value, vocabulary) if parameter.type == "jurisdiction" else value


def _jurisdiction(name: str, value: str, vocabulary: Vocabulary) -> str:
    code = vocabulary.jurisdictions.code(value)
    if code is None:
        near = vocabulary.jurisdictions.suggest(value)
        hint = f"; did you mean `{near}`?" if near else ""
        msg = f"`{name}` must be a jurisdiction such as CA, US-CA or California, not {quoted(value)}{hint}"
        raise ValueError(msg)
    return code


def placeholders(declared: Mapping[str, Parameter], vocabulary: Vocabulary, on: date = date.max) -> Values:
    """
    Defaults of a day, and for the rest values that fit: for reading a rule set before anything is set.
    """
    return Values(declared, vocabulary, on=on, lenient=True)


def _as_written(value: object) -> str:
    """
    A parameter's value as the text that a rule set would hold.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction) and Fraction(decimal(value)) == value:
        return decimal(value)
    return str(value)
