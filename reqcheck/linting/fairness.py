"""
What touches protected traits, or stands in for them: age above all, which years and dates give away.

None of this is legal advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reqcheck.fields import Between
from reqcheck.linting.any_case import AnyCase
from reqcheck.linting.findings import Seen, rule
from reqcheck.linting.parts import Part
from reqcheck.linting.reading import Reading
from reqcheck.linting.texts import Said
from reqcheck.linting.word_lists import (
    CAPPED,
    CARED_FOR,
    GRADUATED,
    LEAVE,
    POSTAL,
    POSTAL_NAMES,
    TEACHING,
    TRAIT_NAMES,
    TRAITS,
    UNBROKEN,
    WORKED,
    YOUNG,
)


def _found(
    reading: Reading, words: AnyCase, names: re.Pattern[str] | None = None, *, aside: AnyCase | None = None
) -> Iterator[tuple[Said, str]]:
    """
    The texts that hold such words, and the words; *names* are whole names that do.

    Texts that hold words to set *aside* speak of others than the candidate.
    """
    for each in reading.said:
        found = words.search(each.text)
        if found is None and names is not None and each.name and names.fullmatch(each.text):
            found = each.text
        if found is not None and (aside is None or not aside.search(each.text)):
            yield each, found


def _told(each: Said, word: str, matter: str) -> Seen:
    return Seen(each.place, f'{each.of} says "{word}": {matter}')


@rule(
    "RQ601", "protected-trait",
    finds="Words for age, sex, race, origin, religion, family, disability or the like, said of the candidate.",
    why="Such traits may not decide on employment, but for rare exceptions that counsel should word. reqcheck has no field for them on purpose.",
    mend="Ask for what the work needs: a skill, a license, being on call. If the words do not speak of the candidate, allow it.",
    bad="""
requirements:
  license:
    criterion: {kind: license, type: medical}
  age-limit:
    level: review
    criterion: {kind: answer, key: under_60, question: "Is the candidate younger than 60?", equals: yes}
""",
    good="""
requirements:
  license:
    criterion: {kind: license, type: medical}
  patients-over-65:
    level: review
    title: Work with patients older than 65
    criterion: {kind: answer, key: geriatrics, question: "Have you worked with patients older than 65?", equals: yes}
""",
)
def protected_trait(reading: Reading) -> Iterator[Seen]:
    """
    Texts and names, those about patients aside.
    """
    for each, word in _found(reading, TRAITS, TRAIT_NAMES, aside=CARED_FOR):
        yield _told(each, word, "a trait that may not decide")


@rule(
    "RQ602", "graduation-date",
    finds="A degree or a training that must not be older than a day or a time, without another way; or words for the year of graduation.",
    why="The year of graduation stands in for age: who graduated long ago is turned down.",
    mend="Ask for what should be recent: work (`experience` with `within_last`), a license, a certification; or give another way beside it.",
    bad="""
requirements:
  degree:
    criterion: {kind: degree, degree: [MD, DO], conferred: {from: 2015-01-01}}
""",
    good="""
requirements:
  degree:
    criterion: {kind: degree, degree: [MD, DO]}
  recent-practice:
    criterion: {kind: experience, category: clinical, years: 1, within_last: {years: 3}}
""",
)
def graduation_date(reading: Reading) -> Iterator[Seen]:
    """
    Earliest days of degrees and trainings where every way needs them; texts.
    """
    for each in reading.asked:
        if each.part.demands(_dated):
            leaf = next(leaf for leaf in each.leaves if _dated(leaf))
            yield Seen(leaf.at("conferred" if leaf.kind == "degree" else "within_last"), "turns down who graduated longer ago: it stands in for age")
    for found, word in _found(reading, GRADUATED):
        yield _told(found, word, "it stands in for age")


def _dated(leaf: Part) -> bool:
    if leaf.kind == "training":
        return leaf.settings.get("within_last") is not None
    conferred = leaf.settings.get("conferred") if leaf.kind == "degree" else None
    return isinstance(conferred, Between) and conferred.from_ > date.min


@rule(
    "RQ603", "words-for-young",
    finds='Words such as "recent graduate", "digital native", "young team" or "overqualified".',
    why="They tell older candidates that they are not wanted, and may be taken for a limit of age.",
    mend="Say what the work needs.",
    bad="""
requirements:
  degree:
    title: Recent medical graduate
    criterion: {kind: degree, degree: [MD, DO]}
""",
    good="""
requirements:
  degree:
    title: Graduate of a medical school
    criterion: {kind: degree, degree: [MD, DO]}
""",
)
def words_for_young(reading: Reading) -> Iterator[Seen]:
    """
    Texts and names.
    """
    for each, word in _found(reading, YOUNG, aside=TEACHING):
        yield _told(each, word, "it stands in for age")


@rule(
    "RQ604", "experience-limited",
    finds="Experience that rules out: under `none_of`, unless it is one employer's or lies within a time; or words that set a maximum.",
    why="A maximum of experience turns down the older, and may be taken for a limit of age.",
    mend="Ask for the least that the work needs, and say in the title what the level is. For a cooling-off time use `within_last`.",
    bad="""
requirements:
  degree:
    criterion: {kind: degree, degree: [MD, DO]}
  early-career:
    criterion:
      none_of:
        - {kind: experience, category: clinical, years: 10}
""",
    good="""
requirements:
  degree:
    criterion: {kind: degree, degree: [MD, DO]}
  cooling-off:
    criterion:
      none_of:
        - {kind: experience, category: industry, days: 1, within_last: {years: 2}}
""",
)
def experience_limited(reading: Reading) -> Iterator[Seen]:
    """
    Experience that must not be; texts with a maximum beside a word for work.
    """
    for each in reading.asked:
        for leaf, wanted in each.part.leaves():
            bounded = leaf.settings.get("within_last") is not None or leaf.settings.get("employer")
            if leaf.kind == "experience" and not wanted and not bounded:
                yield Seen(leaf.place, "rules out who has worked longer: it stands in for age")
    for found, word in _found(reading, CAPPED):
        if found.name or WORKED.search(found.text):
            yield _told(found, word, "a maximum stands in for age")


@rule(
    "RQ605", "no-leave",
    finds="Work without interruption (`year: calendar`, or in words) where nothing says how leave counts.",
    why="Gaps come from births, care, illness and military service, much of which the law protects. Who took leave is turned down for it.",
    mend="Ask for a sum of years instead; or say in the title or a note that leave is no gap, and record it as part of a position.",
    bad="""
requirements:
  practice:
    title: Five years of continuous clinical practice
    criterion: {kind: experience, category: clinical, years: 5}
""",
    good="""
requirements:
  practice:
    title: Five years of clinical practice
    criterion: {kind: experience, category: clinical, years: 5}
""",
)
def no_leave(reading: Reading) -> Iterator[Seen]:
    """
    Requirements that say or count it, and whose texts do not speak of leave.
    """
    for each in reading.asked:
        texts = each.said
        if not LEAVE.search(" ".join((reading.notes_of(each), *(text.text for text in texts)))):
            for leaf in each.leaves:
                if leaf.settings.get("year") == "calendar":
                    yield Seen(leaf.at("year"), "counts years of one stretch, and nothing says how leave counts")
            for text in texts:
                if found := UNBROKEN.search(text.text):
                    yield _told(text, found, "nothing says how leave counts")


@rule(
    "RQ606", "postal-code",
    finds="A postal code, a home address or a neighborhood.",
    why="Where somebody lives stands in for race and origin; Illinois names postal codes in its law on automated hiring (HB 3773).",
    mend="Ask for the state of a license, or for what the work needs: reaching the hospital within half an hour when on call.",
    bad="""
parameters:
  zip_code: {type: text, title: Postal code of the clinic}
requirements:
  near:
    criterion: {kind: answer, key: zip_code, question: "What is your zip code?", equals: $zip_code}
""",
    good="""
parameters:
  minutes: {type: number, default: 30}
requirements:
  near:
    criterion: {kind: answer, key: minutes_on_call, question: "Within how many minutes can you be there when on call?", equals: $minutes}
""",
)
def postal_code(reading: Reading) -> Iterator[Seen]:
    """
    Texts and names.
    """
    for each, word in _found(reading, POSTAL, POSTAL_NAMES):
        yield _told(each, word, "it stands in for race and origin")
