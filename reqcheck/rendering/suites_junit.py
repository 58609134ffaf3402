"""
Tests of rule sets that were run, as JUnit XML: a suite for each rule set, a case for each test.

What the tests have seen stands among the properties of a suite, and in words below its cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reqcheck.rendering.junit import begin, end, opened, suite, xml
from reqcheck.rendering.suites import difference_words, seen_lines
from reqcheck.rendering.text import plain
from reqcheck.summary import Tally
from reqcheck.wording import Document

#: What of the coverage is a property of its suite.
COUNTED = ("seen", "wanted", "percent")


def results_junit(document: Document, unread: Mapping[str, str]) -> str:
    """
    Several suites as one document; those that are *unread* are errors, by the name of each, with why.
    """
    suites = (*map(_suite, document["suites"]), *(_unread(*each) for each in unread.items()))
    return "".join((begin(), *suites, end(Tally())))


def _suite(tested: Document) -> str:
    """
    One rule set, with its cases and what they have seen.
    """
    name = tested["ruleset"]["id"]
    kinds = ["passed" if each["passed"] else "failure" for each in tested["cases"]]
    cases = (_case(each, name) for each in tested["cases"])
    return suite(name, kinds, (*_properties(tested), *cases, f"    <system-out>{_lines(_said(tested))}</system-out>\n"))


def _properties(tested: Document) -> Iterator[str]:
    """
    The version of the rule set, and how much of it was seen.
    """
    values: dict[str, Any] = {"version": tested["ruleset"]["version"], "digest": tested["ruleset"]["digest"]}
    values.update((name, tested["coverage"][name]) for name in COUNTED)
    yield "    <properties>\n"
    yield from (f'      <property name="{name}" value="{xml(str(value))}"/>\n' for name, value in values.items())
    yield "    </properties>\n"


def _case(case: Document, name: str) -> str:
    """
    One test; of one that fails, where it stands, and each difference with its reason.
    """
    if case["passed"]:
        return opened(name, case["name"], "")
    differences = list(map(difference_words, case["differences"]))
    told = [f"{case['file']}:{case['line']}, as of {case['as_of']}"]
    for each, difference in zip(case["differences"], differences, strict=True):
        told += [difference, *([f"because: {each['because']}"] if each["because"] else ())]
    message = xml("; ".join(differences))
    return opened(name, case["name"], f'\n      <failure message="{message}" type="reqcheck.test">{_lines(told)}</failure>\n    ')


def _said(tested: Document) -> list[str]:
    """
    What the cases have seen, in the words of the text.
    """
    return plain(seen_lines(tested["coverage"])).splitlines()


def _unread(name: str, why: str) -> str:
    error = f'\n      <error message="could not be read" type="reqcheck.failure">{_lines(why.splitlines())}</error>\n    '
    return suite(name, ["error"], (opened(name, "rule set", error),))


def _lines(texts: list[str]) -> str:
    return "\n".join(map(xml, texts))
