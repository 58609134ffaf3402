"""
What lint found, as commands of GitHub's workflows, which show it beside the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reqcheck.wording import Document

#: How characters are written that would end a message; those of `WITHIN` would end a property, too.
ESCAPED = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
WITHIN = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github(document: Document) -> Iterator[str]:
    """
    A warning for each finding, and an error for each problem of what could not be read.
    """
    for each in document["findings"]:
        title = f"{each['code']} {each['name']}"
        message = "\n".join((each["message"], f"why: {each['why']}", f"mend: {each['mend']}"))
        yield _command("warning", {**_place(each), "title": title}, message)
    for failure in document["failures"]:
        for problem in failure["problems"]:
            yield _command("error", _place({**failure, **problem}), problem["message"])


def _place(document: Document) -> dict[str, object]:
    place = {"file": document["file"], "line": document.get("line"), "col": document.get("column")}
    return {name: value for name, value in place.items() if value is not None}


def _command(name: str, properties: Mapping[str, object], message: str) -> str:
    written = ",".join(f"{key}={str(value).translate(WITHIN)}" for key, value in properties.items())
    return f"::{name} {written}::{message.translate(ESCAPED)}\n"
