"""
Reports as JUnit XML, for machines that show test results: a suite for each candidate, a case for each requirement.

A required requirement that is not met is a failure, a criterion that failed is an error; whatever
else is not met or not known is skipped, with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from reqcheck.summary import Tally
from reqcheck.wording import Document, asked_of, cited, fault, problem, spoken, visible, who, why

#: What XML 1.0 cannot hold, not even as a reference; control characters are written out before.
NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def begin() -> str:
    """
    The root is opened.
    """
    return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="reqcheck">\n'


def report(document: Document) -> str:
    """
    One candidate: a suite with a case for each requirement, and what was asked.
    """
    kinds = [_kind(each) for each in document["requirements"]]
    cases = (_case(each, kind, who(document)) for each, kind in zip(document["requirements"], kinds, strict=True))
    said = f"{spoken(document['decision'])}; {asked_of(document)}"
    return suite(who(document), kinds, (*cases, f"    <system-out>{xml(said)}</system-out>\n"))


def failure(document: Document) -> str:
    """
    One candidate that could not be read: a suite with a case that is an error.
    """
    name = who(document)
    said = "\n".join(xml(problem(each)) for each in document["problems"])
    error = f'      <error message="could not be read" type="reqcheck.failure">{said}</error>\n'
    return suite(name, ["error"], (opened(name, "profile", f"\n{error}    "),))


def end(_: Tally) -> str:
    """
    The root is closed.
    """
    return "</testsuites>\n"


def _kind(requirement: Document) -> str:
    """
    What a requirement is as a test: "passed", "failure", "error" or "skipped".
    """
    status = requirement["status"]
    if status == "not_met" and requirement["level"] == "required":
        return "failure"
    return {"met": "passed", "error": "error"}.get(status, "skipped")


def suite(name: str, kinds: list[str], inside: Iterable[str]) -> str:
    """
    A suite with what is inside of it: a kind for each case, "passed", "failure", "error" or "skipped".
    """
    counts = {"failures": kinds.count("failure"), "errors": kinds.count("error"), "skipped": kinds.count("skipped")}
    numbers = "".join(f' {each}="{number}"' for each, number in counts.items())
    return f'  <testsuite name="{xml(name)}" tests="{len(kinds)}"{numbers}>\n{"".join(inside)}  </testsuite>\n'


def _case(requirement: Document, kind: str, name: str) -> str:
    title = f"{requirement['id']}: {requirement['title']}"
    reason, evidence = why(requirement)
    said = "\n".join(map(xml, (reason, *map(cited, evidence))))
    if kind == "passed":
        return opened(name, title, f"\n      <system-out>{said}</system-out>\n    ")
    message = f"{spoken(requirement['status'])} ({requirement['level']}): {requirement['reason']['text']}"
    if "error" in requirement:
        message += f"; {fault(requirement)}"
    type_ = "" if kind == "skipped" else f' type="{xml(requirement["reason"]["code"])}"'
    return opened(name, title, f'\n      <{kind} message="{xml(message)}"{type_}>{said}</{kind}>\n    ')


def opened(name: str, title: str, inside: str) -> str:
    """
    A case of a suite by the suite's name, with what is inside of it.
    """
    return f'    <testcase classname="{xml(name)}" name="{xml(title)}">{inside}</testcase>\n'


def xml(text: str) -> str:
    """
    A text as XML, in an element as in an attribute.
    """
    return escape(NOT_XML.sub("\N{REPLACEMENT CHARACTER}", visible(text)))
