"""
Words that two readers read differently, where they decide.
"""

from __future__ import annotations

from collections.abc import Iterator

from reqcheck.linting.any_case import AnyCase
from reqcheck.linting.findings import Seen, rule
from reqcheck.linting.reading import Reading

#: Words that say how much without saying how much; set phrases that hold them are left out.
SUBJECTIVE = AnyCase(
    r"\b(?:excellent|extensive|several|significant|substantial|considerable|exceptional|superior|proven|demonstrated|adequate|sufficient"
    r"|appropriate|seasoned|experienced|passionate|dynamic|motivated|well[- ]rounded|ample|relevant"
    r"|strong(?! memorial)|good(?! standing| clinical practice| manufacturing| laboratory| samaritan| faith)"
    r"|outstanding(?! claims?| judg| debts?| fines?| warrants?| balances?| complaints?| charges?| board| malpractice| action)"
    r"|team players?|(?:good|cultural|culture) fit|track record|highly skilled|many years|years of experience in a)\b",
)


@rule(
    "RQ701", "subjective-title",
    finds='A required requirement whose title has a word such as "extensive", "strong" or "several", and no note that says how it was made exact.',
    why="The criterion decides by something exact. Readers of the title cannot tell by what, nor who made it so.",
    mend="Say it exactly in the title, or say how it was read: in `basis.note`, in `note`, or in the `note` of the parameter that holds the number.",
    bad="""
requirements:
  experience:
    title: Extensive clinical experience
    criterion: {kind: experience, category: clinical, years: 5}
""",
    good="""
parameters:
  clinical_years: {type: number, default: 5, note: Our reading of "extensive"; the bylaws give no number.}
requirements:
  experience:
    title: Extensive clinical experience
    criterion: {kind: experience, category: clinical, years: $clinical_years}
""",
)
def subjective_title(reading: Reading) -> Iterator[Seen]:
    """
    Titles of what decides, without a note.
    """
    for each in reading.asked:
        found = SUBJECTIVE.search(each.requirement.title or "")
        if each.required and found is not None and not reading.notes_of(each):
            yield Seen(each.at("title"), f'"{found}" is read differently by each reader, and no note says how it was made exact')


@rule(
    "RQ702", "subjective-question",
    finds="A required question that turns on such a word.",
    why="The answer decides, and everybody answers by a measure of their own. Who thinks well of themselves is qualified.",
    mend="Ask for a fact, or leave it to the interview: put it under `not_checked`.",
    bad="""
requirements:
  communication:
    criterion: {kind: answer, key: communicates, question: "Do you have excellent communication skills?", equals: yes}
""",
    good="""
requirements:
  communication:
    criterion: {kind: answer, key: gave_talks, question: "Have you given a talk at a medical conference?", equals: yes}
""",
)
def subjective_question(reading: Reading) -> Iterator[Seen]:
    """
    Questions of what decides.
    """
    for each in reading.asked:
        for text in each.said if each.required else ():
            found = SUBJECTIVE.search(text.text) if text.of == "`question`" else None
            if found is not None:
                yield Seen(text.place, f'everybody answers "{found}" by a measure of their own')
