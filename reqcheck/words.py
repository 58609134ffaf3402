"""
Words: the test whether a field holds one of the terms that are asked.

A word is looked up once; afterwards its verdict is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from reqcheck.judgement import Matter, Test
from reqcheck.verdict import MET, NOT_MET, UNDETERMINED, Verdict

if TYPE_CHECKING:
    from reqcheck.criterion import Context
    from reqcheck.profile import Profile
    from reqcheck.vocabulary import Term, Terms, Vocabulary

    Also = Callable[[Term, Terms], bool]


class Words(dict[str | None, Verdict]):
    """
    For each word that records hold, whether it is one of the terms *asked*; found out as words come.
    """

    def __init__(self, asked: Collection[str], known: Terms, also: Also | None) -> None:
        super().__init__()
        self.asked, self.known, self.also = asked, known, also

    def __missing__(self, value: str | None) -> Verdict:
        term = self.known.find(value) if value is not None else None
        if term is None:
            verdict = UNDETERMINED
        elif term.among(self.asked) or (self.also is not None and self.also(term, self.known)):
            verdict = MET
        else:
            verdict = UNDETERMINED if self.known.could_be(term, self.asked) else NOT_MET
        if len(self) >= REMEMBERED:
            self.clear()
        if value is None or len(value) <= LONGEST:
            self[value] = verdict
        return verdict


#: Words that are kept with their verdict, before all are forgotten; longer ones are not kept.
REMEMBERED = 4096
LONGEST = 200


class Asked(dict["Vocabulary", Words]):
    """
    The terms that a test asks for, in whichever vocabulary a check has.
    """

    def __init__(self, asked: Collection[str], vocabulary: str, also: Also | None) -> None:
        super().__init__()
        self.asked, self.vocabulary, self.also = asked, vocabulary, also

    def __missing__(self, known: Vocabulary) -> Words:
        return self.setdefault(known, Words(self.asked, known[self.vocabulary], self.also))


def word(
    field: str,
    asked: Collection[str],
    vocabulary: str,
    code: str,
    *,
    at: str = "",
    of: Callable[[Any], str | None] | None = None,
    also: Also | None = None,
) -> tuple[Test, ...]:
    """
    The test whether a field holds one of the terms *asked* of a vocabulary; none where none are.

    *of* takes the word out of the record and *at* is where it stands, if not in the field itself.
    A term for which *also* holds counts as one that is asked.
    """
    if not asked:
        return ()
    value, terms = of or attrgetter(field), Asked(asked, vocabulary, also)

    def decide(record: Any, profile: Profile, context: Context) -> Verdict:
        return terms[context.vocabulary][value(record)]

    def matter(record: Any, profile: Profile, context: Context) -> Matter:
        return _unlike(value(record), terms[context.vocabulary], field, code, at or field)

    return (Test(field.replace("_", " "), decide, matter, reads=(at or field,), asked=" or ".join(asked)),)


def _unlike(value: str | None, words: Words, field: str, code: str, at: str) -> Matter:
    """
    What is the matter with a word that is not certainly one of those asked.
    """
    plain = field.replace("_", " ")
    if value is None:
        return Matter(f"{code}.{field}-unknown", f"{{what}}: its {plain} is not known", at=at, ask=f"What is the {plain} of {{what}}?")
    if words.known.find(value) is None:
        if several := _several(value, words.known):
            together = " and ".join(several)
            return Matter(
                f"{code}.{field}-several", "{what}: it names several, {several}", {"several": together},
                at=at, ask=f"Which {plain} is {{what}}? A record holds one; give each a record of its own: {together}.",
            )
        return Matter(
            f"{code}.{field}-not-recognized", f"{{what}}: its {plain} is not recognized",
            at=at, ask=f"Which of the known words fits the {plain} of {{what}}?",
        )
    if words[value] is NOT_MET:
        return Matter(f"{code}.{field}", f"{{what}}: another {plain} than asked")
    return Matter(
        f"{code}.{field}-not-said", f"{{what}}: it is not said which {plain} exactly",
        at=at, ask=f"Which {plain} exactly is {{what}}?",
    )


def _several(value: str, known: Terms) -> list[str]:
    """
    The terms that are written in one field ("MD, PhD"), where it is nothing but them.
    """
    for parts in (_BETWEEN.split(value[:LONGEST]), value[:LONGEST].split()):
        terms = [known.find(each) for each in parts]
        found = [each.code for each in terms if each is not None]
        if 1 < len(found) == len(terms):
            return found
    return []


#: What people write between two terms, where it is more than a blank.
_BETWEEN = re.compile(r"\s*[,;/&+]\s*|\s+and\s+")
