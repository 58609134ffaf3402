"""
Verdicts and outcome sets: the laws, the published tables, and every completion.
"""

from __future__ import annotations

import copy
import pickle
from functools import reduce
from itertools import combinations, combinations_with_replacement, product
from math import comb
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import LETTERS, Node, lifted, outcomes_of, verdict_of, worlds
from shared import Case, cases
from strategies import applying, outcomes, several, several_applying, trees, verdicts

from reqcheck.verdict import (
    CHOICES,
    Outcomes,
    Verdict,
    all_of,
    any_of,
    fewest,
    none_of,
    some_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: A truth value of the case files; null is not known.
Answer = bool | None

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED

CONNECTIVES: dict[str, Callable[[int, Sequence[Outcomes]], Outcomes]] = {
    "all": lambda _count, parts: all_of(parts),
    "any": lambda _count, parts: any_of(parts),
    "none": lambda _count, parts: none_of(parts),
    "some": some_of,
}

every_connective = pytest.mark.parametrize("connective", CONNECTIVES)

counts = st.integers(1, 6)


def evaluated(tree: Node | Outcomes) -> Outcomes:
    """
    A tree, folded by the connectives under test.
    """
    if isinstance(tree, Outcomes):
        return tree
    return CONNECTIVES[tree.connective](tree.at_least, [evaluated(part) for part in tree.parts])


def negated(part: Outcomes) -> Outcomes:
    """
    Not: none of one part.
    """
    return none_of([part])


def verdict(answer: Answer) -> Verdict:
    """
    The verdict for a truth value of the case files.
    """
    return UNDETERMINED if answer is None else Verdict.of(answer)


def of(answer: Answer) -> Outcomes:
    """
    The outcomes for a truth value of the case files.
    """
    return Outcomes.of(verdict(answer))


def rank(part: Outcomes) -> Verdict:
    """
    The verdict that has these outcomes; it can be compared.
    """
    return next(each for each in Verdict if Outcomes.of(each) is part)


class TestVerdict:
    """
    Three values: strong Kleene logic.
    """

    @pytest.mark.parametrize("left", Verdict)
    @pytest.mark.parametrize("right", Verdict)
    def test_agrees_with_every_completion(self, left: Verdict, right: Verdict) -> None:
        """
        And, or and not say what every completion of the two verdicts says.
        """
        readings = {MET: (True,), NOT_MET: (False,), UNDETERMINED: (True, False)}
        both = list(product(readings[left], readings[right]))

        assert verdict_of({a and b for a, b in both}) is left & right
        assert verdict_of({a or b for a, b in both}) is left | right
        assert verdict_of({not a for a in readings[left]}) is ~left

    @given(verdicts, verdicts, verdicts)
    def test_lattice(self, a: Verdict, b: Verdict, c: Verdict) -> None:
        """
        And and or are commutative, associative, idempotent, absorbing and distributive.
        """
        assert (b & a, b | a) == (a & b, a | b)
        assert (a & (b & c), a | (b | c)) == ((a & b) & c, (a | b) | c)
        assert (a, a) == (a & a, a | a)
        assert (a, a) == (a & (a | b), a | (a & b))
        assert ((a & b) | (a & c), (a | b) & (a | c)) == (a & (b | c), a | (b & c))

    @given(verdicts, verdicts)
    def test_negation(self, a: Verdict, b: Verdict) -> None:
        """
        De Morgan's laws hold, and not not is nothing.
        """
        assert (~a | ~b, ~a & ~b) == (~(a & b), ~(a | b))
        assert a is ~~a

    def test_excluded_middle_is_not_a_law(self) -> None:
        """
        What is undetermined or its opposite is undetermined: Kleene's logic does not look closer.
        """
        assert UNDETERMINED is UNDETERMINED | ~UNDETERMINED
        assert UNDETERMINED is UNDETERMINED & ~UNDETERMINED

    @pytest.mark.parametrize("each", Verdict)
    def test_has_no_truth_value(self, each: Verdict) -> None:
        """
        A verdict in an `if` is an error, whichever it is.
        """
        with pytest.raises(TypeError, match=r"^a verdict has three values; compare it with `is Verdict\.MET`$"):
            bool(each)

    def test_of_what_is_known(self) -> None:
        """
        What is known to be so is met, and what is known not to be so is not met.
        """
        assert (MET, NOT_MET) == (Verdict.of(met=True), Verdict.of(met=False))

    @pytest.mark.parametrize("each", Verdict)
    def test_is_one_object(self, each: Verdict) -> None:
        """
        A verdict stays itself when it is pickled or copied.
        """
        assert each is pickle.loads(pickle.dumps(each))
        assert each is copy.deepcopy(each)

    @given(st.lists(verdicts, min_size=1, max_size=5), counts)
    def test_at_least_is_some_of(self, several: list[Verdict], count: int) -> None:
        """
        Counting verdicts and counting their outcomes is the same.
        """
        assert some_of(count, map(Outcomes.of, several)) is Outcomes.of(Verdict.at_least(count, several))

    @given(st.lists(verdicts, max_size=5))
    def test_at_least_spans_or_to_and(self, several: list[Verdict]) -> None:
        """
        At least one is or, at least all of them is and.
        """
        assert reduce(lambda a, b: a | b, several, NOT_MET) is Verdict.at_least(1, several)
        assert reduce(lambda a, b: a & b, several, MET) is Verdict.at_least(len(several), several)


class TestOutcomes:
    """
    The set of what may still be true.
    """

    @pytest.mark.parametrize(
        ("names", "each"),
        [
            (("met",), Outcomes.MET),
            (("not_met",), Outcomes.NOT_MET),
            (("met", "not_met"), Outcomes.UNDETERMINED),
            (("not_applicable",), Outcomes.NOT_APPLICABLE),
            (("met", "not_applicable"), Outcomes.MET_OR_NOT_APPLICABLE),
            (("not_met", "not_applicable"), Outcomes.NOT_MET_OR_NOT_APPLICABLE),
            (("met", "not_met", "not_applicable"), Outcomes.ANY),
        ],
    )
    def test_could_be(self, names: tuple[str, ...], each: Outcomes) -> None:
        """
        A set names its outcomes in a fixed order, and is open where there are several.
        """
        assert names == each.could_be
        assert (len(names) > 1) is each.open

    def test_there_are_seven(self) -> None:
        """
        Three outcomes have seven sets that are not empty.
        """
        assert 7 == len(Outcomes) == len({each.could_be for each in Outcomes})

    @given(outcomes, outcomes)
    def test_may_be(self, left: Outcomes, right: Outcomes) -> None:
        """
        One set may be another if they share an outcome.
        """
        assert bool(set(LETTERS[left]) & set(LETTERS[right])) is left.may_be(right)

    @given(outcomes)
    def test_or_not_applicable(self, each: Outcomes) -> None:
        """
        Adding not applicable adds that and nothing else.
        """
        assert outcomes_of({*LETTERS[each], "N"}) is each.or_not_applicable()

    def test_of_a_verdict(self) -> None:
        """
        A verdict is the outcomes that it leaves open, and never not applicable.
        """
        assert (Outcomes.MET, Outcomes.NOT_MET, Outcomes.UNDETERMINED) == (
            Outcomes.of(MET),
            Outcomes.of(NOT_MET),
            Outcomes.of(UNDETERMINED),
        )

    @pytest.mark.parametrize("each", Outcomes)
    def test_is_one_object(self, each: Outcomes) -> None:
        """
        A set of outcomes stays itself when it is pickled or copied.
        """
        assert each is pickle.loads(pickle.dumps(each))
        assert each is copy.deepcopy(each)


class TestConnectives:
    """
    Folding outcome sets: exact over independent parts, and an algebra.
    """

    @every_connective
    def test_agrees_with_every_completion(self, connective: str) -> None:
        """
        Any choice of up to five parts folds to the outcomes of its completions, and to no others.
        """
        for size in range(6):
            for parts in combinations_with_replacement(Outcomes, size):
                for count in range(1, 7 if connective == "some" else 2):
                    expected = lifted(connective, count, parts)

                    assert expected is CONNECTIVES[connective](count, parts), (count, parts)

    @given(trees)
    def test_nests_exactly(self, tree: Node | Outcomes) -> None:
        """
        A tree that asks each fact once has the outcomes of its completions, and no others.
        """
        assert outcomes_of(worlds(tree)) is evaluated(tree)

    @every_connective
    @given(data=st.data(), parts=several, count=counts)
    def test_commutative(
        self, connective: str, data: st.DataObject, parts: list[Outcomes], count: int
    ) -> None:
        """
        The order of the parts does not matter.
        """
        fold = CONNECTIVES[connective]

        assert fold(count, parts) is fold(count, data.draw(st.permutations(parts)))

    @pytest.mark.parametrize("connective", ["all", "any"])
    @given(several, several)
    def test_associative(self, connective: str, some: list[Outcomes], more: list[Outcomes]) -> None:
        """
        Parts may be grouped at will under all and under any.
        """
        fold = CONNECTIVES[connective]

        assert fold(1, [*some, *more]) is fold(1, [fold(1, some), *more])

    @pytest.mark.parametrize("connective", ["all", "any"])
    @given(part=outcomes, times=st.integers(1, 4))
    def test_idempotent(self, connective: str, part: Outcomes, times: int) -> None:
        """
        A part said twice is said once.
        """
        assert part is CONNECTIVES[connective](1, [part] * times)

    @given(several)
    def test_de_morgan(self, parts: list[Outcomes]) -> None:
        """
        None is all of the opposites, and not all is any of the opposites.
        """
        assert all_of(map(negated, parts)) is none_of(parts)
        assert any_of(map(negated, parts)) is negated(all_of(parts))

    @given(outcomes)
    def test_double_negation(self, part: Outcomes) -> None:
        """
        Not not is nothing.
        """
        assert part is negated(negated(part))

    @given(several)
    def test_at_least_one_is_any(self, parts: list[Outcomes]) -> None:
        """
        At least one of the parts is any of them.
        """
        assert any_of(parts) is some_of(1, parts)

    @given(several_applying)
    def test_at_least_all_is_all(self, parts: list[Outcomes]) -> None:
        """
        Where every part applies, as many as there are is all of them.
        """
        assert all_of(parts) is some_of(len(parts), parts)

    @given(applying, applying)
    def test_absorption(self, a: Outcomes, b: Outcomes) -> None:
        """
        Where every part applies, a part absorbs what only repeats it.
        """
        assert a is any_of([a, all_of([a, b])])
        assert a is all_of([a, any_of([a, b])])

    def test_not_applicable_breaks_absorption_and_counting(self) -> None:
        """
        A part that drops out absorbs nothing and does not lower the count.
        """
        absent = Outcomes.NOT_APPLICABLE

        assert Outcomes.MET is any_of([absent, all_of([absent, Outcomes.MET])])
        assert Outcomes.NOT_MET is some_of(2, [absent, Outcomes.MET])
        assert Outcomes.MET is all_of([absent, Outcomes.MET])

    @every_connective
    @given(parts=several, place=st.integers(0, 5), count=counts)
    def test_not_applicable_is_neutral(
        self, connective: str, parts: list[Outcomes], place: int, count: int
    ) -> None:
        """
        A part that does not apply might as well be absent.
        """
        fold = CONNECTIVES[connective]

        assert fold(count, parts) is fold(count, [*parts[:place], Outcomes.NOT_APPLICABLE, *parts[place:]])

    @every_connective
    def test_nothing_is_not_applicable(self, connective: str) -> None:
        """
        A connective without parts does not apply.
        """
        assert Outcomes.NOT_APPLICABLE is CONNECTIVES[connective](1, [])

    @given(several_applying, applying)
    def test_a_further_part(self, parts: list[Outcomes], another: Outcomes) -> None:
        """
        Another branch of any never hurts, another part of all or none never helps.
        """
        assert rank(any_of(parts)) <= rank(any_of([*parts, another]))
        assert rank(all_of(parts)) >= rank(all_of([*parts, another]))
        assert rank(none_of(parts)) >= rank(none_of([*parts, another]))

    @given(several_applying, counts)
    def test_a_further_count(self, parts: list[Outcomes], count: int) -> None:
        """
        Raising the count never helps, and a further part never hurts the count.
        """
        assert rank(some_of(count, parts)) >= rank(some_of(count + 1, parts))
        assert rank(some_of(count, parts)) <= rank(some_of(count, [*parts, Outcomes.NOT_MET]))

    @every_connective
    def test_takes_any_iterable_once(self, connective: str) -> None:
        """
        The parts may come from a generator.
        """
        fold: Callable[[int, Any], Outcomes] = CONNECTIVES[connective]
        parts = [Outcomes.MET, Outcomes.UNDETERMINED, Outcomes.MET_OR_NOT_APPLICABLE]

        assert fold(2, parts) is fold(2, (each for each in parts))


def _is_ours(tree: list[Any]) -> bool:
    """
    No node of the tree is without parts, and none counts to zero: loading refuses both.
    """
    if tree[0] in ("leaf", "not"):
        return tree[0] == "leaf" or _is_ours(tree[1])
    return bool(tree[-1]) and tree[1] != 0 and all(map(_is_ours, tree[-1]))


def _grown(tree: list[Any], leaves: dict[str, Outcomes]) -> Outcomes:
    """
    A tree of the case files, with at_most and exactly said by means of our connectives.
    """
    if tree[0] == "leaf":
        return leaves[tree[1]]
    if tree[0] == "not":
        return negated(_grown(tree[1], leaves))
    parts = [_grown(part, leaves) for part in tree[-1]]
    if tree[0] in ("all", "any"):
        return CONNECTIVES[tree[0]](1, parts)
    at_least = some_of(tree[1], parts)
    at_most = negated(some_of(tree[1] + 1, parts))  # more than there are is not met, so this is met
    return {"at_least": at_least, "at_most": at_most, "exactly": all_of([at_least, at_most])}[tree[0]]


def _permitted(letters: str) -> Outcomes:
    return outcomes_of(letters.translate(str.maketrans("PD", "TF")))


def _policy(decision: str) -> Outcomes:
    """
    An XACML decision; an indeterminate one may also not apply.
    """
    if decision.startswith("Indeterminate"):
        return _permitted(decision.removeprefix("Indeterminate").strip("{}")).or_not_applicable()
    return _permitted(decision[0])


class TestOurCases:
    """
    The cases computed for this project by enumeration.
    """

    @pytest.mark.parametrize("case", cases("derived_outcome_sets"))
    def test_outcome_sets(self, case: Case) -> None:
        """
        Connectives with parts that may not apply have the outcomes of their completions.
        """
        parts = [outcomes_of(letters) for letters in case["children"]]
        fold = {"all": "all", "any": "any", "at_least": "some"}[case["group"]]

        assert outcomes_of(case["expected"]) is CONNECTIVES[fold](case.get("k", 1), parts)

    @pytest.mark.parametrize(
        "case",
        # No part is not applicable here, and a count starts at one.
        cases("derived_at_least", keep=lambda it: it["k"] and it["met"] + it["undetermined"] + it["not_met"]),
    )
    def test_at_least(self, case: Case) -> None:
        """
        At least k of n is met, not met or undetermined as the table of counts says.
        """
        parts = [MET] * case["met"] + [UNDETERMINED] * case["undetermined"] + [NOT_MET] * case["not_met"]

        assert verdict(case["expected"]) is Verdict.at_least(case["k"], parts)
        assert of(case["expected"]) is some_of(case["k"], map(Outcomes.of, parts))

    @pytest.mark.parametrize("case", cases("derived_trees", keep=lambda it: _is_ours(it["tree"])))
    def test_trees(self, case: Case) -> None:
        """
        A tree has its Kleene value, which never contradicts the certain answer.
        """
        found = _grown(case["tree"], {name: of(value) for name, value in case["leaves"].items()})

        assert of(case["kleene"]) is found
        assert found in (Outcomes.UNDETERMINED, of(case["certain_answer"]))

    @pytest.mark.parametrize("case", cases("xacml_combining", "deny-overrides"))
    def test_deny_overrides(self, case: Case) -> None:
        """
        XACML's deny-overrides is all, with a deny for not met.
        """
        assert _permitted(case["possible_outcomes"]) is all_of(map(_policy, case["inputs"]))

    @pytest.mark.parametrize("case", cases("xacml_combining", "permit-overrides"))
    def test_permit_overrides(self, case: Case) -> None:
        """
        XACML's permit-overrides is any, with a permit for met.
        """
        assert _permitted(case["possible_outcomes"]) is any_of(map(_policy, case["inputs"]))


#: Operators of CQL and DMN by means of the connectives.
OPERATORS: dict[str, Callable[..., Outcomes]] = {
    "and": lambda *parts: all_of(parts),
    "and_n": lambda *parts: all_of(parts),
    "all_n": lambda *parts: all_of(parts),
    "AllTrue": all_of,
    "or": lambda *parts: any_of(parts),
    "or_n": lambda *parts: any_of(parts),
    "any_n": lambda *parts: any_of(parts),
    "AnyTrue": any_of,
    "not": negated,
    "not_n": negated,
    "implies": lambda a, b: any_of([negated(a), b]),
    "xor": lambda a, b: all_of([any_of([a, b]), negated(all_of([a, b]))]),
    "xor_n": lambda *parts: reduce(OPERATORS["xor"], parts),
}

#: They ask whether something is known, which no connective does.
LEFT_OUT = {"IsNull", "IsTrue", "IsFalse"}


def _operand(value: Answer | list[Answer]) -> Outcomes | list[Outcomes]:
    return [of(each) for each in value] if isinstance(value, list) else of(value)


def _has_an_answer(case: Case) -> bool:
    """
    A certain answer is given (ill-typed operands have none), and a list has members: ours need a part.
    """
    return "certain_answer" in case and case["op"] not in LEFT_OUT and case["args"] not in ([], [[]])


class TestPublishedCases:
    """
    The Kleene cases of CQL and DMN, as far as every completion agrees with them.
    """

    @pytest.mark.parametrize("case", cases("cql", "kleene", keep=_has_an_answer))
    def test_cql(self, case: Case) -> None:
        """
        An operator of CQL, said by means of the connectives, has the certain answer.
        """
        assert of(case["certain_answer"]) is OPERATORS[case["op"]](*map(_operand, case["args"]))

    @pytest.mark.parametrize("case", cases("dmn", "kleene", keep=_has_an_answer))
    def test_dmn(self, case: Case) -> None:
        """
        An operator of DMN, said by means of the connectives, has the certain answer.
        """
        assert of(case["certain_answer"]) is OPERATORS[case["op"]](*map(_operand, case["args"]))


promises = st.lists(st.lists(st.sampled_from("abcdef"), max_size=3, unique=True), min_size=1, max_size=6)


@st.composite
def choices(draw: st.DrawFn) -> tuple[int, list[list[str]]]:
    """
    The promises of a few parts, and how many of the parts have to hold.
    """
    parts = draw(promises)
    return draw(st.integers(1, len(parts))), parts


def _needed(chosen: Sequence[Sequence[str]]) -> tuple[str, ...]:
    needed: list[str] = []
    for part in chosen:
        needed += [each for each in part if each not in needed]
    return tuple(needed)


class TestFewest:
    """
    The fewest promises under which enough parts hold.
    """

    @given(choices())
    def test_agrees_with_every_choice(self, case: tuple[int, list[list[str]]]) -> None:
        """
        No choice of parts needs fewer promises, and of equal ones the first is taken.
        """
        count, parts = case
        ways = [_needed(chosen) for chosen in combinations(parts, count)]
        least = min(len(way) for way in ways)

        assert next(way for way in ways if len(way) == least) == fewest(count, parts)

    def test_none_if_enough_hold_outright(self) -> None:
        """
        Where enough parts hold without a promise, none is asked.
        """
        assert () == fewest(2, [["a"], [], ["b"], []])

    def test_first_in_order(self) -> None:
        """
        Of two parts with one promise each the first is taken.
        """
        assert ("b",) == fewest(1, [["c", "d"], ["b"], ["a"]])

    def test_a_shared_promise_counts_once(self) -> None:
        """
        Two parts that need the same promise are cheaper than two with promises of their own.
        """
        assert ("x", "y") == fewest(2, [["a"], ["x", "y"], ["y", "x"]])

    def test_in_the_order_written(self) -> None:
        """
        The promises come in the order of the parts, and each once.
        """
        assert ("b", "a", "c") == fewest(3, [["b", "a"], ["a"], ["c", "b"]])

    @pytest.mark.parametrize(("expected", "limit"), [(("x", "y"), 6), (("a", "b", "c"), 5)])
    def test_compares_as_many_choices_as_it_says(
        self, expected: tuple[str, ...], limit: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """
        Two of four are six choices: so many are compared, with fewer the cheapest parts are taken.
        """
        monkeypatch.setattr("reqcheck.verdict.CHOICES", limit)

        assert expected == fewest(2, [["a"], ["b", "c"], ["x", "y"], ["x", "y"]])

    def test_beyond_the_choices_in_the_order_written(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """
        Where there are too many choices the promises still come in the order of the parts.
        """
        monkeypatch.setattr("reqcheck.verdict.CHOICES", 0)

        assert ("b", "a") == fewest(2, [["c", "d"], ["b"], ["a"]])
        assert ("c", "d", "a") == fewest(3, [["c", "d"], ["a"], []])

    @given(st.lists(st.lists(st.integers(0, 60), max_size=3), min_size=20, max_size=24), st.data())
    def test_beyond_the_choices_it_suffices(self, parts: list[list[int]], data: st.DataObject) -> None:
        """
        Where there are too many choices the promises suffice, are each said once and come in order.
        """
        count = data.draw(st.integers(6, len(parts) - 6))
        found = fewest(count, parts)

        assert comb(len(parts), count) > CHOICES
        assert count <= sum(set(part) <= set(found) for part in parts)
        assert tuple(dict.fromkeys(found)) == found

    def test_beyond_the_choices_none_if_enough_hold_outright(self) -> None:
        """
        Where there are too many choices the parts that hold outright are still taken first.
        """
        assert () == fewest(10, [[f"{index}"] if index % 2 else [] for index in range(20)])
        assert ("1",) == fewest(11, [[f"{index}"] if index % 2 else [] for index in range(20)])
