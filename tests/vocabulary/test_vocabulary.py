"""
The vocabulary: its data files, and what its look-ups find and refuse.
"""

from __future__ import annotations

import copy
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import pytest

from reqcheck.standing import Sayings
from reqcheck.status import Says
from reqcheck.vocabulary import Term, Terms, Vocabulary, load_vocabulary, terms_of

LISTS = [each.name for each in attrs.fields(Vocabulary) if each.name != "others"]

STATUSES = {
    "in_force": {"active", "certified", "open"},
    "ended": {"expired", "closed"},
    "happened": {"conferred", "completed", "pass"},
    "final": {"revoked", "surrendered", "denied", "withdrawn", "dismissed", "fail"},
    "that_day": {
        *("inactive", "suspended", "retired", "probation", "pending", "restricted", "stayed"),
        *("in_progress", "leave", "eligible", "pursuing", "cancelled", "deceased"),
    },
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def document(name: str) -> dict[str, Any]:
    text = files("reqcheck.vocabulary").joinpath(f"{name}.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def colors(*terms: dict[str, Any], **groups: dict[str, Any]) -> Terms:
    return terms_of("colors", {"terms": list(terms), "groups": groups})


def members(terms: Terms, group: str) -> list[Term]:
    return [each for each in terms if each.among({group}) and not each.facts.get("unspecified")]


# --- the data files


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_a_data_file_with_a_source(name: str, vocabulary: Vocabulary) -> None:
    """
    Every list comes from a data file of its name, which says where its facts are from.
    """
    written = document(name)

    assert len(written["terms"]) == len(vocabulary[name])
    assert all(isinstance(each, str) and each for each in written["source"])
    assert written["source"]


@pytest.mark.parametrize("name", LISTS)
def test_no_data_file_repeats_a_synonym(name: str) -> None:
    """
    No data file lists the same synonym twice.
    """
    listed = [each for term in document(name)["terms"] for each in term.get("synonyms", [])]

    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("name", LISTS)
def test_every_spelling_finds_its_own_term(name: str, vocabulary: Vocabulary) -> None:
    """
    Two terms of a list never share a code, a name or a synonym.
    """
    for term in document(name)["terms"]:
        for spelling in (term["code"], term["name"], *term.get("synonyms", [])):
            found = vocabulary[name].find(spelling)

            assert found is not None
            assert term["code"] == found.code


def counted(degree: Term) -> tuple[str, ...]:
    """
    The degrees that a degree counts as.
    """
    named = degree.facts.get("counts_as", ())
    return (named,) if isinstance(named, str) else tuple(named)


def references(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for degree in vocabulary.degrees:
        if "field" in degree.facts:
            yield "fields", degree.facts["field"]
        yield from (("degrees", each) for each in counted(degree))
    for board in vocabulary.boards:
        yield from (("specialties", each) for each in board.facts.get("specialties", ()))
    for exam in vocabulary.exams:
        for sequence in exam.facts["sequences"]:
            yield from (("exam_parts", each) for each in sequence["parts"])
    for part in vocabulary.exam_parts:
        yield "exams", part.facts["family"]
    for screening in vocabulary.screenings:
        yield from (("sanctions", each) for each in screening.facts["covers"])
        yield from (("sanctions", each) for each in screening.facts.get("covers_partly", ()))
    for title in vocabulary.titles:
        yield "leadership_levels", title.facts["suggests"]


def test_every_reference_names_a_term(vocabulary: Vocabulary) -> None:
    """
    A fact that refers to another list names the code of one of its terms.
    """
    dangling = {
        (name, code) for name, code in references(vocabulary) if code not in vocabulary[name].terms
    }

    assert set() == dangling


def test_there_are_24_abms_and_16_aoa_boards(vocabulary: Vocabulary) -> None:
    """
    The two families of physician boards are complete, and each board certifies a specialty.
    """
    families = {name: members(vocabulary.boards, name) for name in ("ABMS", "AOA")}

    assert {"ABMS": 24, "AOA": 16} == {name: len(boards) for name, boards in families.items()}
    assert all(board.facts["specialties"] for boards in families.values() for board in boards)


def test_every_board_of_physicians_says_how_long_one_is_eligible(vocabulary: Vocabulary) -> None:
    """
    The window of a board is its least and its most years.
    """
    windows = {
        board.facts["eligible_years"] for board in vocabulary.boards if board.among({"ABMS", "AOA"})
    }

    assert {(3, 7), (6, 7)} == windows


def test_there_are_56_us_jurisdictions(vocabulary: Vocabulary) -> None:
    """
    The group US holds 50 states, the District of Columbia and five territories.
    """
    kinds = [each.facts["type"] for each in members(vocabulary.jurisdictions, "US")]

    assert {"state": 50, "district": 1, "territory": 5} == {
        kind: kinds.count(kind) for kind in set(kinds)
    }


def test_every_status_says_what_it_says_about_time(vocabulary: Vocabulary) -> None:
    """
    Each word of the table of statuses is a term, and there are no others.
    """
    found = {
        says: {each.code for each in vocabulary.statuses if each.facts["says"] == says}
        for says in STATUSES
    }

    assert STATUSES == found
    assert sum(map(len, STATUSES.values())) == len(vocabulary.statuses)


def test_a_status_without_a_clear_meaning_is_not_recognized(vocabulary: Vocabulary) -> None:
    """
    "In good standing" says nothing that a rule could use.
    """
    assert vocabulary.statuses.find("in good standing") is None


def test_degrees_are_ranked_by_level(vocabulary: Vocabulary) -> None:
    """
    A professional and any other doctorate rank the same, above every other level.
    """
    ranks = {each.facts["level"]: each.facts["rank"] for each in vocabulary.degrees}

    assert list(range(8)) == sorted(set(ranks.values()))
    assert ranks["first_professional_doctorate"] == ranks["doctorate"] == 7
    assert ranks["bachelor"] < ranks["master"] < ranks["doctorate"]


@pytest.mark.parametrize("code", ["MBBS", "MBChB"])
def test_a_foreign_medical_degree_counts_only_with_an_equivalence(
    code: str, vocabulary: Vocabulary
) -> None:
    """
    A physician degree from abroad counts as MD, and says what it needs for that.
    """
    degree = vocabulary.degrees.terms[code]

    assert degree.among({"physician"})
    assert ("MD", "equivalence") == (degree.facts["counts_as"], degree.facts["needs"])


@pytest.mark.parametrize(
    ("name", "code"),
    [("Bachelor of Science", "BS"), ("Bachelor of Arts", "BA"), ("Master of Science", "MS"), ("Master of Arts", "MA")],
)
def test_a_degree_of_science_or_arts_counts_as_one(name: str, code: str, vocabulary: Vocabulary) -> None:
    """
    Whatever it is in, a bachelor or master of science or arts is one, by its name or a synonym.
    """
    spelled = [each for each in document("degrees")["terms"] if any(it.startswith(f"{name} ") for it in (each["name"], *each.get("synonyms", ())))]

    assert [each["code"] for each in spelled if code not in counted(vocabulary.degrees.terms[each["code"]])] == []
    assert len(spelled) >= (3 if code in ("BS", "MS") else 0)


@pytest.mark.parametrize(("one", "other"), [("MHA", "MSHA"), ("MSW", "MSSW"), ("MPAS", "MSPAS"), ("BE", "BSE")])
def test_the_same_degree_with_and_without_science_counts_as_the_other(one: str, other: str, vocabulary: Vocabulary) -> None:
    """
    Whoever asks for one of them is given the other.
    """
    assert other in counted(vocabulary.degrees.terms[one])
    assert one in counted(vocabulary.degrees.terms[other])


def test_a_degree_in_general_implies_no_field(vocabulary: Vocabulary) -> None:
    """
    An MSN is in nursing, whereas an MBA or a PhD may be in anything.
    """
    assert vocabulary.degrees.terms["MSN"].facts["field"] == "nursing"
    assert all("field" not in vocabulary.degrees.terms[each].facts for each in ("MBA", "MS", "PhD"))


def test_older_mixes_complete_the_usmle_only_before_2000(vocabulary: Vocabulary) -> None:
    """
    Whoever passed all three steps needs no date; every other sequence has one.
    """
    plain, *mixes = vocabulary.exams.terms["USMLE"].facts["sequences"]

    assert ("USMLE Step 1", "USMLE Step 2 CK", "USMLE Step 3") == plain["parts"]
    assert "before" not in plain
    assert {"2000-01-01"} == {each["before"] for each in mixes}
    assert ("FLEX Component 1", "USMLE Step 3") in {each["parts"] for each in mixes}
    assert len(mixes) == len({each["parts"] for each in mixes}) == 11


def test_discontinued_parts_are_known_and_not_needed(vocabulary: Vocabulary) -> None:
    """
    Step 2 CS and Level 2-PE are recognized, and no sequence asks for them.
    """
    needed = {
        part
        for exam in vocabulary.exams
        for each in exam.facts["sequences"]
        for part in each["parts"]
    }
    gone = {"USMLE Step 2 CS", "COMLEX-USA Level 2-PE"}

    assert gone <= vocabulary.exam_parts.terms.keys() - needed


def test_a_clear_result_never_covers_what_a_list_shows_only_in_part(vocabulary: Vocabulary) -> None:
    """
    A list of one state, and a drug test, settle no kind of sanction.
    """
    for name in ("state Medicaid", "state board", "drug"):
        assert vocabulary.screenings.terms[name].facts["covers"] == ()
    for screening in vocabulary.screenings:
        assert not {*screening.facts["covers"]} & {*screening.facts.get("covers_partly", ())}


# --- look-ups


@pytest.mark.parametrize(
    "text", ["MD", "M.D.", "m d", "md", "Doctor of Medicine", " doctor  of MEDICINE\n"]
)
def test_case_space_and_punctuation_do_not_matter(text: str, vocabulary: Vocabulary) -> None:
    """
    A degree is found however it is written.
    """
    found = vocabulary.degrees.find(text)

    assert vocabulary.degrees.terms["MD"] == found


@pytest.mark.parametrize(
    "text",
    ["\u041cD", "\uff2d\uff24", "M\u200bD", "M\u0301D", "MD+", "MDs", "MD/PhD", "", " ", ".", "--"],
)
def test_a_look_alike_is_not_recognized(text: str, vocabulary: Vocabulary) -> None:
    """
    Cyrillic and full-width letters, hidden characters and signs make another word; nothing is none.
    """
    assert vocabulary.degrees.find(text) is None
    assert vocabulary.degrees.code(text) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("degrees", "MD?"),
        ("degrees", "M.D.*"),
        ("jurisdictions", "CA?"),
        ("statuses", "active?"),
        ("statuses", "Active*"),
        ("statuses", "(completed?)"),
        ("statuses", "pass\uff1f"),
        ("license_classes", "full ?"),
        ("leadership_levels", "director?"),
    ],
)
def test_a_word_in_doubt_is_not_recognized(name: str, text: str, vocabulary: Vocabulary) -> None:
    """
    A question mark doubts and an asterisk points to a footnote: neither is a way to write the word.
    """
    terms: Terms = getattr(vocabulary, name)

    assert terms.find(text.strip("()?* \uff1f")) is not None
    assert terms.find(text) is None


def test_composed_and_decomposed_letters_are_the_same(vocabulary: Vocabulary) -> None:
    """
    An accent may come before or after composition.
    """
    composed, decomposed = map(vocabulary.jurisdictions.find, ("Qu\u00e9bec", "Que\u0301bec"))

    assert composed is not None
    assert composed is decomposed


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("exam_parts", "USMLE step 1", "USMLE Step 1"),
        ("exam_parts", "USMLE Step 2", "USMLE Step 2 CK"),
        ("exam_parts", "COMLEX Level 2-CE", "COMLEX-USA Level 2-CE"),
        ("exam_parts", "COMLEX-USA Level 2 Cognitive Evaluation", "COMLEX-USA Level 2-CE"),
        ("exams", "COMLEX", "COMLEX-USA"),
        ("jurisdictions", "CA", "US-CA"),
        ("jurisdictions", "Washington, D.C.", "US-DC"),
        ("jurisdictions", "ca-on", "CA-ON"),
        ("specialties", "Family Practice", "family medicine"),
        ("specialties", "OB/GYN", "obstetrics and gynecology"),
        ("specialties", "Cardiology", "cardiovascular disease"),
        ("fields", "Health Services Administration", "health administration"),
        ("statuses", "Lapsed", "expired"),
        ("license_types", "Physician and Surgeon", "medical"),
        ("settings", "Academic Medical Center", "academic"),
        ("training_types", "PGY-1", "internship"),
        ("leadership_levels", "VP", "vice_president"),
        ("titles", "CMO", "chief medical officer"),
        ("screenings", "LEIE", "OIG LEIE"),
    ],
)
def test_words_that_people_use(name: str, text: str, code: str, vocabulary: Vocabulary) -> None:
    """
    Common abbreviations and older names are found.
    """
    found = vocabulary[name].find(text)

    assert found is not None
    assert code == found.code


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("degrees", "Doctorate"),
        ("degrees", "Medical Degree"),
        ("boards", "ABPS"),
        ("license_classes", "unrestricted"),
        ("specialties", "Internal Medicine/Pediatrics"),
        ("settings", "medical center"),
        ("jurisdictions", "US"),
        ("exam_parts", "Part I"),
    ],
)
def test_a_word_for_several_things_is_not_recognized(
    name: str, text: str, vocabulary: Vocabulary
) -> None:
    """
    What names no single term of its list is found as none.
    """
    assert vocabulary[name].find(text) is None


def test_a_rule_set_means_the_group_where_a_profile_means_a_term(vocabulary: Vocabulary) -> None:
    """
    "ABMS" is every board of it in a rule set, and one board that is not said in a profile.
    """
    boards = vocabulary.boards
    found = boards.find("American Board of Medical Specialties")

    assert boards.code("ABMS") == boards.code("American Board of Medical Specialties") == "ABMS"
    assert found is not None
    assert found.among({"ABMS"})
    assert found.facts["unspecified"]


def test_a_term_that_names_no_more_than_a_group_may_be_any_member_that_is_asked() -> None:
    """
    "Some red" may be crimson, by its own name or by another group that holds it; it is no blue, and no other warm one.
    """
    every = colors(
        {"code": "crimson", "groups": ["red", "dark"]},
        {"code": "yellow", "groups": ["warm"]},
        {"code": "navy", "groups": ["blue", "dark"]},
        {"code": "some red", "groups": ["red"], "unspecified": True},
        red={"within": ["warm"]}, warm={}, blue={}, dark={},
    )
    some = every.terms["some red"]

    assert [every.could_be(some, asked) for asked in (["crimson"], ["dark"], ["yellow"], ["blue"])] == [True, True, False, False]


def test_a_rule_set_may_name_terms_and_groups(vocabulary: Vocabulary) -> None:
    """
    The code of a term or of a group is found by every way to write it.
    """
    assert vocabulary.degrees.code("Ph.D.") == "PhD"
    assert vocabulary.degrees.code("Physician") == "physician"
    assert vocabulary.jurisdictions.code("United States") == "US"
    assert vocabulary.jurisdictions.code("Atlantis") is None


def test_a_term_is_among_its_code_and_its_groups() -> None:
    """
    A group holds the terms of the groups within it.
    """
    terms = colors(
        {"code": "crimson", "groups": ["red"]},
        red={"name": "Reds", "within": ["warm"]},
        warm={"name": "Warm colors"},
    )
    crimson = terms.terms["crimson"]

    assert {"red", "warm"} == crimson.groups
    assert all(crimson.among({each}) for each in ("crimson", "red", "warm"))
    assert not crimson.among({"cold"})


def test_a_misspelt_word_gets_a_suggestion(vocabulary: Vocabulary) -> None:
    """
    The suggestion is the nearest code, name or synonym; for a word like none there is none.
    """
    suggested = vocabulary.boards.suggest("American Bord of Internal Medicine")

    assert suggested == "American Board of Internal Medicine"
    assert vocabulary.statuses.suggest("expird") == "expired"
    assert vocabulary.boards.suggest("xyzzy") is None


def test_the_beginning_of_a_word_suggests_the_word(vocabulary: Vocabulary) -> None:
    """
    What is cut short is the word that it begins, and not another one that looks more like it.
    """
    assert vocabulary.jurisdictions.suggest("Cali") == "California"
    assert vocabulary.degrees.suggest("Doctor of Med") == "Doctor of Medicine"


def test_a_misspelt_list_gets_a_suggestion(vocabulary: Vocabulary) -> None:
    """
    Asking for a list that does not exist names the nearest one; an attribute is not a list.
    """
    with pytest.raises(KeyError, match="`bords`; did you mean `boards`"):
        vocabulary["bords"]
    with pytest.raises(KeyError, match="no vocabulary is called `others`"):
        vocabulary["others"]


def test_the_cache_is_bounded_and_changes_nothing() -> None:
    """
    A word is found again after more different words than a list remembers.
    """
    terms = colors({"code": "red"})
    first = terms.find("RED")
    found = [terms.find(f"unknown {number}") for number in range(10_000)]

    assert found == [None] * 10_000
    assert first is terms.find("RED") is terms.terms["red"]
    assert len(terms._seen) <= 4096
    assert terms.find("red" * 100_000) is None


def test_so_many_statuses_are_kept_and_none_that_is_long(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    What a status says is told of any number of them, and kept of a few that are no longer than words are.
    """
    monkeypatch.setattr("reqcheck.standing.REMEMBERED", 3)
    sayings = Sayings(vocabulary.statuses)
    found = [sayings[each] for each in ("active", "x" * 201, "x" * 200, "expired")]

    assert [Says.IN_FORCE, None, None, Says.ENDED] == found
    assert [None, "active", "x" * 200] == [*sayings]


def test_terms_come_in_the_order_of_the_file(vocabulary: Vocabulary) -> None:
    """
    A list iterates over its terms as written.
    """
    assert [each["code"] for each in document("degrees")["terms"]] == [
        each.code for each in vocabulary.degrees
    ]


def test_facts_cannot_be_changed(vocabulary: Vocabulary) -> None:
    """
    Neither a fact nor a list within a fact can be changed by accident.
    """
    facts: Any = vocabulary.exams.terms["USMLE"].facts

    with pytest.raises(TypeError):
        facts["sequences"] = ()
    with pytest.raises(TypeError):
        facts["sequences"][0]["parts"] = ()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        vocabulary.exams.terms["USMLE"].code = "other"  # type: ignore[misc]


# --- documents


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ([], "a list of `terms`"),
        ({"terms": {}}, "a list of `terms`"),
        ({"terms": [], "sources": []}, "unknown in the vocabulary: `sources`"),
        ({"terms": ["red"]}, r"terms\[0\] must be an object"),
        ({"terms": [{}]}, r"terms\[0\].code must be text"),
        ({"terms": [{"code": "--"}]}, "no letter or digit: `--`"),
        ({"terms": [{"code": "red", "synonyms": "r"}]}, r"terms\[0\].synonyms must be a list"),
        ({"terms": [{"code": "red", "shade": {1, 2}}]}, "is not JSON"),
        ({"terms": [{"code": "red", "groups": ["warm"]}]}, "unknown group `warm`"),
        ({"terms": [{"code": "red"}, {"code": "Red."}]}, "`Red.` stands for both `red` and `Red.`"),
        ({"terms": [{"code": "red"}, {"code": "red"}]}, "`red` stands for both `red` and `red`"),
        ({"terms": [{"code": "warm"}], "groups": {"warm": {}}}, "a term and of a group"),
        ({"terms": [], "groups": []}, "`groups` must be an object"),
        ({"terms": [], "groups": {"warm": "Warm"}}, "groups.warm must be an object"),
        ({"terms": [], "groups": {"warm": {"members": []}}}, "unknown in groups.warm: `members`"),
        ({"terms": [], "groups": {"red": {"within": ["warm"]}}}, "unknown group `warm`"),
    ],
)
def test_a_malformed_document_is_refused_with_a_sentence(written: Any, problem: str) -> None:
    """
    The error names the vocabulary, the place and what is wrong.
    """
    with pytest.raises(ValueError, match=f"^vocabulary `colors`: .*{problem}"):
        terms_of("colors", written)


# --- merging


def test_a_plugin_adds_terms_synonyms_and_lists(vocabulary: Vocabulary) -> None:
    """
    Additions reach the list of their name, and a new name is a new list.
    """
    added = terms_of(
        "degrees",
        {
            "terms": [
                {"code": "MD", "synonyms": ["Arzt"]},
                {"code": "DipX", "name": "Diploma in X", "rank": 1},
            ]
        },
    )
    merged = vocabulary.merged({"degrees": added, "acme/badges": colors({"code": "red"})})

    assert merged.degrees.find("Arzt") == merged.degrees.find("Doctor of Medicine")
    assert merged.degrees.terms["DipX"].facts["rank"] == 1
    assert merged.degrees.terms["MD"] == vocabulary.degrees.terms["MD"]
    assert ["red"] == list(merged["acme/badges"].terms)
    assert vocabulary.degrees.find("Arzt") is None
    assert merged.boards is vocabulary.boards


@pytest.mark.parametrize(
    ("theirs", "problem"),
    [
        ({"code": "scarlet", "synonyms": ["R."]}, "`R.` stands for both `red` and `scarlet`"),
        ({"code": "red", "name": "Rouge"}, "`red` is both `Red` and `Rouge`"),
        ({"code": "red", "wave": 1}, "`red` is offered twice, with a different `wave`"),
    ],
)
def test_a_contradiction_is_named(theirs: dict[str, Any], problem: str) -> None:
    """
    A code or synonym that is offered twice with different meanings is an error, from either side.
    """
    ours = colors({"code": "red", "name": "Red", "synonyms": ["r"], "wave": 700})
    added = colors(theirs)

    with pytest.raises(ValueError, match=f"vocabulary `colors`: {problem}"):
        ours.merged(added)
    with pytest.raises(ValueError, match="vocabulary `colors`"):
        added.merged(ours)


def test_the_order_of_additions_does_not_matter(vocabulary: Vocabulary) -> None:
    """
    Two plugins give the same vocabulary whichever comes first.
    """
    one = colors({"code": "red", "name": "Red", "synonyms": ["r"]}, {"code": "blue"})
    two = colors({"code": "red", "synonyms": ["rot"], "groups": ["warm"]}, warm={"name": "Warm"})
    there, back = ({"colors": one.merged(two)}, {"colors": two.merged(one)})

    assert vocabulary.merged(there).digest == vocabulary.merged(back).digest


def test_offering_the_same_twice_changes_nothing(vocabulary: Vocabulary) -> None:
    """
    A vocabulary merged with itself is itself.
    """
    again = vocabulary.merged({name: vocabulary[name] for name in LISTS})

    assert vocabulary.digest == again.digest


# --- digest and pickle


def test_the_digest_is_the_same_for_the_same_words(vocabulary: Vocabulary) -> None:
    """
    The digest depends on neither the load, the process nor the hash seed.
    """
    program = "from reqcheck.vocabulary import load_vocabulary; print(load_vocabulary().digest)"
    root = Path(__file__).parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=root,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in ("0", "1", "2026")
    }

    assert {vocabulary.digest, load_vocabulary().digest} == digests
    assert vocabulary.digest.startswith("sha256:")
    assert len(vocabulary.digest) == len("sha256:") + 64


def test_the_digest_changes_with_a_single_synonym(vocabulary: Vocabulary) -> None:
    """
    Everything that a look-up depends on is in the digest.
    """
    added = terms_of("degrees", {"terms": [{"code": "MD", "synonyms": ["Arzt"]}]})

    assert vocabulary.digest != vocabulary.merged({"degrees": added}).digest


def test_a_vocabulary_can_be_sent_to_a_worker(vocabulary: Vocabulary) -> None:
    """
    Pickled and copied vocabularies find the same and have the same digest.
    """
    extended = vocabulary.merged({"colors": colors({"code": "red", "shades": [{"code": "dark"}]})})
    sent = pickle.loads(pickle.dumps(extended))
    usmle = vocabulary.exams.terms["USMLE"]

    assert extended.digest == sent.digest == copy.deepcopy(extended).digest
    assert sent["colors"].find("RED") == extended["colors"].find("red")
    assert usmle == pickle.loads(pickle.dumps(usmle)) == copy.deepcopy(usmle)
    assert hash(usmle) == hash(pickle.loads(pickle.dumps(usmle)))


def test_a_code_as_it_is_stands_for_what_it_stands_for_in_any_spelling(vocabulary: Vocabulary) -> None:
    """
    What is found by the code alone is what is found the longer way, by its letters and digits; a group may bear a term's spelling.
    """
    for name, terms in vocabulary._known.items():
        for code in (*terms.terms, *terms.groups):
            assert terms.code(code) == terms.code(f" {code} ") is not None, (name, code)
