"""
The trees `all_of`, `any_of`, `none_of` and `some_of`: what follows from the parts together.
"""

from __future__ import annotations

import json
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import attrs
import pytest
from kinds import (
    MET,
    NOT_MET,
    ON,
    UNDETERMINED,
    asked,
    assess,
    catalog,
    cited,
    column,
    misfit,
    misfits,
    verdict,
)

from reqcheck import Amount, Condition, Context, Finding, Missing, Outcomes, Profile, Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: A leaf for each verdict: the answer to a question.
SAID = {MET: True, NOT_MET: False, UNDETERMINED: None}

PROFILE = {"answers": [{"key": "yes", "value": True}, {"key": "no", "value": False}]}
YES = "{kind: answer, key: yes, question: Q, equals: yes}"
NO = "{kind: answer, key: no, question: Q, equals: yes}"
PERHAPS = "{kind: answer, key: perhaps, question: Q, equals: yes}"


def parts_of(verdicts: Sequence[Verdict]) -> tuple[str, dict[str, Any]]:
    """
    A list of leaves with these verdicts, and the profile that gives them.
    """
    leaves = [
        {"kind": "answer", "key": str(index), "question": f"Question {index}", "equals": "yes"}
        for index, _ in enumerate(verdicts)
    ]
    answers = [{"key": str(index), "value": SAID[each]} for index, each in enumerate(verdicts)]
    return json.dumps(leaves), {"answers": answers}


THREE = [pytest.param(each, id="-".join(v.name.lower() for v in each)) for each in product(Verdict, repeat=3)]


@pytest.mark.parametrize("verdicts", THREE)
def test_all_of_is_the_least_of_its_parts(verdicts: tuple[Verdict, ...]) -> None:
    """
    All of them hold as far as the least certain one does.
    """
    leaves, profile = parts_of(verdicts)

    assert min(verdicts) is verdict(assess(f"all_of: {leaves}", profile))


@pytest.mark.parametrize("verdicts", THREE)
def test_any_of_is_the_best_of_its_parts(verdicts: tuple[Verdict, ...]) -> None:
    """
    Some one holds as far as the best one does.
    """
    leaves, profile = parts_of(verdicts)

    assert max(verdicts) is verdict(assess(f"any_of: {leaves}", profile))


@pytest.mark.parametrize("verdicts", THREE)
def test_none_of_is_any_of_turned_around(verdicts: tuple[Verdict, ...]) -> None:
    """
    None holds as far as no one does.
    """
    leaves, profile = parts_of(verdicts)
    opposite = {MET: NOT_MET, NOT_MET: MET, UNDETERMINED: UNDETERMINED}

    assert opposite[max(verdicts)] is verdict(assess(f"none_of: {leaves}", profile))


@pytest.mark.parametrize("at_least", [1, 2, 3])
@pytest.mark.parametrize("verdicts", THREE)
def test_some_of_counts_its_parts(verdicts: tuple[Verdict, ...], at_least: int) -> None:
    """
    Enough hold if enough are met; too few do if those that may be met are too few.
    """
    leaves, profile = parts_of(verdicts)
    met, open_ = verdicts.count(MET), verdicts.count(UNDETERMINED)

    expected = MET if met >= at_least else NOT_MET if met + open_ < at_least else UNDETERMINED

    assert expected is verdict(assess(f"some_of: {{at_least: {at_least}, of: {leaves}}}", profile))


class Tree(NamedTuple):
    """
    A tree of leaves that are met, not met and not known, and what is to be seen of it.
    """

    text: str
    expected: Verdict
    cited: list[str]
    asked: list[str]


TREES = [
    pytest.param(Tree(f"all_of: [{YES}, {YES}]", MET, ["/answers/0"], []), id="all-hold"),
    pytest.param(Tree(f"all_of: [{YES}, {NO}, {PERHAPS}]", NOT_MET, ["/answers/1"], []), id="all-but-one"),
    pytest.param(Tree(f"all_of: [{YES}, {PERHAPS}]", UNDETERMINED, [], ["/answers/-"]), id="all-perhaps"),
    pytest.param(Tree(f"any_of: [{NO}, {YES}, {PERHAPS}]", MET, ["/answers/0"], []), id="any-holds"),
    pytest.param(Tree(f"any_of: [{NO}, {NO}]", NOT_MET, ["/answers/1"], []), id="any-fails"),
    pytest.param(Tree(f"any_of: [{NO}, {PERHAPS}]", UNDETERMINED, [], ["/answers/-"]), id="any-perhaps"),
    pytest.param(Tree(f"none_of: [{NO}, {NO}]", MET, ["/answers/1"], []), id="none-holds"),
    pytest.param(Tree(f"none_of: [{NO}, {YES}, {PERHAPS}]", NOT_MET, ["/answers/0"], []), id="none-but-one"),
    pytest.param(Tree(f"none_of: [{NO}, {PERHAPS}]", UNDETERMINED, [], ["/answers/-"]), id="none-perhaps"),
    pytest.param(Tree(f"some_of: {{at_least: 1, of: [{YES}, {NO}, {PERHAPS}]}}", MET, ["/answers/0"], []), id="some-hold"),
    pytest.param(Tree(f"some_of: {{at_least: 2, of: [{YES}, {NO}, {NO}]}}", NOT_MET, ["/answers/1"], []), id="some-fail"),
    pytest.param(Tree(f"some_of: {{at_least: 2, of: [{YES}, {NO}, {PERHAPS}]}}", UNDETERMINED, [], ["/answers/-"]), id="some-perhaps"),
    pytest.param(Tree(f"all_of: [any_of: [{NO}, {YES}], none_of: [{NO}]]", MET, ["/answers/0", "/answers/1"], []), id="nested"),
    pytest.param(Tree(f"all_of: [any_of: [{PERHAPS}, {YES}], {PERHAPS}]", UNDETERMINED, [], ["/answers/-"]), id="nested-perhaps"),
    pytest.param(Tree(f"none_of: [none_of: [{YES}]]", MET, ["/answers/0"], []), id="turned-around-twice"),
]


@pytest.mark.parametrize("tree", TREES)
def test_the_verdict_on_a_tree(tree: Tree) -> None:
    """
    Trees nest, and each is met, not met or not known as its parts have it.
    """
    assert tree.expected is verdict(assess(tree.text, PROFILE))


@pytest.mark.parametrize("tree", TREES)
def test_a_tree_rests_on_the_parts_that_decide_it(tree: Tree) -> None:
    """
    Evidence comes from the parts that suffice or that block, and from no others.
    """
    assert tree.cited == cited(assess(tree.text, PROFILE))


@pytest.mark.parametrize("tree", TREES)
def test_a_tree_asks_down_through_what_is_not_known(tree: Tree) -> None:
    """
    Nothing is asked of parts that are decided.
    """
    assert tree.asked == asked(assess(tree.text, PROFILE))


def test_the_parts_of_a_tree_are_kept_in_their_order() -> None:
    """
    Each part stands in the finding by its place, and the tree has no evidence of its own.
    """
    found = assess(f"any_of: [{NO}, {YES}]", PROFILE)
    expected = [("0", NOT_MET), ("1", MET)]

    assert expected == [(name, verdict(each)) for name, each in found.parts.items()]
    assert not found.evidence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(f"any_of: [{NO}, {NO}]", "not answered", id="any"),
        pytest.param(f"none_of: [{YES}]", "was answered", id="none"),
        pytest.param(f"all_of: [{YES}, {NO}]", "not answered", id="all"),
    ],
)
def test_the_reason_of_a_tree_is_that_of_its_parts(text: str, words: str) -> None:
    """
    A tree says why by what its parts say.
    """
    assert words in assess(text, PROFILE).reason.text


@attrs.frozen
class Fixed:
    """
    A criterion that finds what it was told, as a plugin's might.
    """

    kind: ClassVar[str] = "acme/fixed"

    found: Callable[[], Finding]

    def assess(self, profile: Profile, context: Context) -> Finding:
        return self.found()


def raises() -> Finding:
    message = "out of order"
    raise RuntimeError(message)


def errors_in(found: Finding) -> list[str]:
    """
    The errors anywhere in a finding.
    """
    own = [found.error.type] if found.error is not None else []
    return [*own, *(error for each in found.parts.values() for error in errors_in(each))]


def of(outcomes: Outcomes) -> Fixed:
    return Fixed(lambda: Finding(outcomes, Reason("acme", outcomes.name)))


def promise(day: str, *more: str) -> Fixed:
    """
    A criterion that is met on the promise of something by a day.
    """
    conditions = [Condition(f"by {each}", date.fromisoformat(each)) for each in (day, *more)]
    return Fixed(lambda: Finding.promised(Reason("acme", "promised"), conditions))


BROKEN = Fixed(raises)
HOLDS, FAILS, OPEN, DROPS_OUT = map(of, (Outcomes.MET, Outcomes.NOT_MET, Outcomes.UNDETERMINED, Outcomes.NOT_APPLICABLE))
SOON, LATER = "2027-01-01", "2027-06-01"


def tree(name: str, *parts: Fixed, **settings: Any) -> Finding:
    """
    What a tree of these parts finds.
    """
    context = Context(date.fromisoformat(ON), catalog().vocabulary)
    wanted: Any = catalog()._settings.kinds[name]
    return context.assess(wanted(of=parts, **settings), Profile())


@pytest.mark.parametrize(
    ("name", "parts", "settings", "expected"),
    [
        pytest.param("all_of", [HOLDS, DROPS_OUT], {}, Outcomes.MET, id="all-hold"),
        pytest.param("all_of", [FAILS, DROPS_OUT], {}, Outcomes.NOT_MET, id="all-fail"),
        pytest.param("all_of", [DROPS_OUT, DROPS_OUT], {}, Outcomes.NOT_APPLICABLE, id="all-drop-out"),
        pytest.param("any_of", [FAILS, DROPS_OUT], {}, Outcomes.NOT_MET, id="any-fails"),
        pytest.param("any_of", [DROPS_OUT], {}, Outcomes.NOT_APPLICABLE, id="any-drops-out"),
        pytest.param("none_of", [FAILS, DROPS_OUT], {}, Outcomes.MET, id="none-holds"),
        pytest.param("none_of", [DROPS_OUT], {}, Outcomes.NOT_APPLICABLE, id="none-drops-out"),
        pytest.param("some_of", [HOLDS, DROPS_OUT], {"at_least": 2}, Outcomes.NOT_MET, id="some-are-not-lowered"),
        pytest.param("some_of", [HOLDS, DROPS_OUT], {"at_least": 1}, Outcomes.MET, id="some-hold"),
        pytest.param("some_of", [DROPS_OUT, DROPS_OUT], {"at_least": 2}, Outcomes.NOT_APPLICABLE, id="some-drop-out"),
    ],
)
def test_parts_that_do_not_apply_drop_out(name: str, parts: list[Fixed], settings: dict[str, Any], expected: Outcomes) -> None:
    """
    What does not apply is left out, and nothing left does not apply; the number asked stays.
    """
    assert expected is tree(name, *parts, **settings).outcomes


@pytest.mark.parametrize(
    ("name", "parts", "settings", "expected"),
    [
        pytest.param("all_of", [BROKEN, FAILS], {}, Outcomes.NOT_MET, id="all-fail-anyway"),
        pytest.param("all_of", [BROKEN, HOLDS], {}, Outcomes.UNDETERMINED, id="all-but-the-broken-one"),
        pytest.param("any_of", [BROKEN, HOLDS], {}, Outcomes.MET, id="any-holds-anyway"),
        pytest.param("any_of", [BROKEN, FAILS], {}, Outcomes.UNDETERMINED, id="any-but-the-broken-one"),
        pytest.param("none_of", [BROKEN, HOLDS], {}, Outcomes.NOT_MET, id="none-fails-anyway"),
        pytest.param("none_of", [BROKEN], {}, Outcomes.ANY, id="none-of-the-broken-one"),
        pytest.param("some_of", [BROKEN, HOLDS, HOLDS], {"at_least": 2}, Outcomes.MET, id="some-hold-anyway"),
        pytest.param("some_of", [BROKEN, HOLDS, FAILS], {"at_least": 2}, Outcomes.UNDETERMINED, id="some-but-the-broken-one"),
    ],
)
def test_a_part_that_fails_can_be_anything(name: str, parts: list[Fixed], settings: dict[str, Any], expected: Outcomes) -> None:
    """
    A criterion that raises neither makes a tree met nor keeps it from being so.
    """
    found = tree(name, *parts, **settings)

    assert expected is found.outcomes
    assert errors_in(found) == ["RuntimeError"]


@pytest.mark.parametrize(
    ("name", "parts", "settings", "expected"),
    [
        pytest.param("all_of", [promise(SOON), promise(LATER)], {}, [SOON, LATER], id="all-of-them"),
        pytest.param("all_of", [promise(SOON), promise(SOON)], {}, [SOON], id="all-the-same"),
        pytest.param("any_of", [promise(SOON), HOLDS], {}, [], id="any-outright"),
        pytest.param("any_of", [promise(SOON, LATER), promise(LATER)], {}, [LATER], id="any-with-the-fewest"),
        pytest.param("any_of", [promise(LATER), promise(SOON)], {}, [LATER], id="any-as-written"),
        pytest.param("some_of", [promise(SOON), promise(LATER), HOLDS], {"at_least": 2}, [SOON], id="some-with-the-fewest"),
        pytest.param("some_of", [HOLDS, promise(LATER), HOLDS], {"at_least": 2}, [], id="some-outright"),
    ],
)
def test_a_tree_needs_the_fewest_promises(name: str, parts: list[Fixed], settings: dict[str, Any], expected: list[str]) -> None:
    """
    None where it is met outright, else the fewest conditions and then the order written.
    """
    found = tree(name, *parts, **settings)

    assert Outcomes.MET is found.outcomes
    assert expected == [each.by.isoformat() for each in found.conditions]


@pytest.mark.parametrize(
    ("name", "parts", "settings", "expected"),
    [
        pytest.param("any_of", [promise(SOON), HOLDS], {}, ("1",), id="any-outright"),
        pytest.param("any_of", [promise(SOON, LATER), promise(LATER)], {}, ("1",), id="any-with-the-fewest"),
        pytest.param("some_of", [promise(SOON), promise(LATER), HOLDS], {"at_least": 2}, ("0", "2"), id="some-with-the-fewest"),
        pytest.param("all_of", [promise(SOON), HOLDS], {}, ("0", "1"), id="all"),
    ],
)
def test_a_tree_rests_on_no_promise_that_it_does_not_need(name: str, parts: list[Fixed], settings: dict[str, Any], expected: tuple[str, ...]) -> None:
    """
    A part whose promise nobody has to keep decides nothing.
    """
    assert expected == tree(name, *parts, **settings).rests_on


@pytest.mark.parametrize(
    ("name", "parts", "settings", "words"),
    [
        pytest.param("all_of", [HOLDS, HOLDS], {}, "all 2 hold", id="all-hold"),
        pytest.param("all_of", [HOLDS], {}, "MET", id="the-only-one-holds"),
        pytest.param("all_of", [DROPS_OUT, DROPS_OUT], {}, "no part applies", id="nothing-applies"),
        pytest.param("any_of", [FAILS, FAILS], {}, "none of 2 alternatives holds: NOT_MET", id="any-fails"),
        pytest.param("any_of", [FAILS], {}, "NOT_MET", id="the-only-alternative-fails"),
        pytest.param("none_of", [FAILS, FAILS], {}, "none of 2 holds", id="none-holds"),
        pytest.param("none_of", [FAILS], {}, "not excluded: NOT_MET", id="the-only-one-does-not-hold"),
        pytest.param("none_of", [HOLDS, FAILS], {}, "excluded: MET", id="one-holds"),
        pytest.param("some_of", [HOLDS, HOLDS, FAILS], {"at_least": 2}, "2 of 3 met, 2 asked", id="some-hold"),
        pytest.param("some_of", [HOLDS, FAILS, FAILS], {"at_least": 2}, "2 of 3 not met, 2 asked", id="too-few-hold"),
    ],
)
def test_a_tree_says_how_many_of_its_parts_decide(name: str, parts: list[Fixed], settings: dict[str, Any], words: str) -> None:
    """
    A tree of one part says what that part says, and a larger one how many of them.
    """
    assert words == tree(name, *parts, **settings).reason.text


@pytest.mark.parametrize("fold", [Finding.all_of, Finding.any_of, Finding.none_of], ids=lambda it: str(it.__name__))
def test_a_tree_may_say_why_in_its_own_words(fold: Callable[..., Finding]) -> None:
    """
    The reason that a plugin gives its own tree stands.
    """
    own = Reason("acme.both", "both of them")

    assert own == fold({"one": HOLDS.found(), "other": FAILS.found()}, own).reason


@pytest.mark.parametrize("outcome", list(Verdict))
def test_a_finding_asks_only_where_it_is_not_determined(outcome: Verdict) -> None:
    """
    What would settle it is not asked of what is settled, and the amount is told in any case.
    """
    amount, question = Amount(1, None, 2, "days"), Missing("/positions/-", "Is there more?")
    found = Finding.on(outcome, Reason("acme", "so"), missing=[question], amount=amount)

    assert (outcome, amount) == (verdict(found), found.amount)
    assert found.missing == ((question,) if outcome is UNDETERMINED else ())


@pytest.mark.parametrize("parts", [[promise(SOON), FAILS], [promise(SOON), OPEN]], ids=["not-met", "not-known"])
def test_only_what_is_met_has_conditions(parts: list[Fixed]) -> None:
    """
    A tree that is not met, or not known, promises nothing.
    """
    found = tree("all_of", *parts)

    assert not found.conditions


def test_a_promise_whose_day_has_passed_is_none() -> None:
    """
    A deadline before the day asked keeps nothing.
    """
    found = tree("any_of", promise("2026-11-21"), FAILS)

    assert Outcomes.NOT_MET is found.outcomes


def test_a_promise_can_be_kept_on_its_last_day() -> None:
    """
    A deadline on the day asked still counts.
    """
    found = tree("any_of", promise(ON), FAILS)
    expected = [ON]

    assert expected == [each.by.isoformat() for each in found.conditions]


def test_none_of_a_promise_is_an_error() -> None:
    """
    Nothing can be promised not to be.
    """
    found = tree("none_of", promise(SOON), FAILS)

    assert Outcomes.ANY is found.outcomes
    assert errors_in(found)
    assert ["0", "1"] == [*found.parts]


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        pytest.param("all_of: []", "[]", "an empty list", id="nothing-in-it"),
        pytest.param(f"any_of: {YES}", "{", "holds a list", id="no-list"),
        pytest.param(f"any_of: [{YES}]\nall_of: [{NO}]", "any_of", "stands alone", id="two-trees"),
        pytest.param(f"{{any_of: [{YES}], kind: answer}}", "any_of", "stands alone", id="a-tree-with-a-kind"),
        pytest.param("{any_off: []}", "{", "did you mean `any_of`?", id="misspelt"),
        pytest.param(f"some_of: [{YES}]", "[", "at_least: N, of", id="some-of-a-list"),
        pytest.param(f"some_of: {{of: [{YES}]}}", "{of", "`at_least` is missing", id="some-of-no-number"),
        pytest.param(f"some_of: {{at_least: 0, of: [{YES}]}}", "{at_least", "from 1 to 1", id="some-of-zero"),
        pytest.param(f"some_of: {{at_least: 2, of: [{YES}]}}", "{at_least", "from 1 to 1", id="some-of-too-many"),
        pytest.param("some_of: {at_least: 1, of: []}", "[]", "an empty list", id="some-of-nothing"),
        pytest.param("{kind: any_of, of: []}", "any_of", "unknown kind `any_of`", id="a-tree-as-a-kind"),
        pytest.param("any_of: [MD]", "MD", "a mapping with a `kind`", id="a-word-for-a-criterion"),
        pytest.param("any_of: [{kind: degree, degree: MDD}]", "MDD", "not one of the degrees", id="a-wrong-leaf"),
        pytest.param("any_of: [all_of: [{kind: degre}]]", "degre}", "did you mean `degree`?", id="a-wrong-leaf-deep-down"),
    ],
)
def test_trees_that_do_not_fit_are_refused_at_their_place(text: str, at: str, says: str) -> None:
    """
    A wrong tree is an error where it stands, and so is a wrong leaf in it.
    """
    problem = misfit(text)

    assert text.index(at) + 1 == column(problem)
    assert says in problem.message


def test_every_wrong_leaf_of_a_tree_is_told_at_once() -> None:
    """
    All problems of a tree come together.
    """
    problems = misfits("any_of: [{kind: degree, degree: MDD}, {kind: licence}, {kind: exam}]")
    expected = ["unknown-term", "unknown-kind", "missing"]

    assert expected == [each.code for each in problems]
