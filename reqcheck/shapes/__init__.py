"""
The shapes of documents as JSON Schemas, for editors and for programs that write them.

A schema refuses nothing that reqcheck accepts; it may accept what reqcheck, which looks closer, refuses.
"""

from __future__ import annotations

from reqcheck.shapes.criteria import Kinds
from reqcheck.shapes.pieces import Schema
from reqcheck.shapes.profiles import profile_schema
from reqcheck.shapes.reports import report_schema
from reqcheck.shapes.rulesets import ruleset_schema
from reqcheck.vocabulary import Vocabulary

#: The documents that have a schema.
DOCUMENTS = ("profile", "ruleset", "report")


def schema_of(document: str, kinds: Kinds, vocabulary: Vocabulary) -> Schema:
    """
    The schema of one of `DOCUMENTS`, with these kinds and this vocabulary; raises `ValueError`.
    """
    if document == "profile":
        return profile_schema(vocabulary)
    if document == "ruleset":
        return ruleset_schema(kinds, vocabulary)
    if document == "report":
        return report_schema()
    msg = f"no schema is called `{document}`; there is {', '.join(f'`{each}`' for each in DOCUMENTS)}"
    raise ValueError(msg)
