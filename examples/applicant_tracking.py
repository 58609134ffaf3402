"""
Acme's applicant tracking system asks reqcheck about everybody who applied.

    python examples/applicant_tracking.py [FOLDER]
"""

import sys
from collections.abc import Iterator
from datetime import date
from itertools import tee
from pathlib import Path

from reqcheck import Failure, Report, open_catalog

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)  # a real system takes the day on which it runs


def applications(folder: Path) -> Iterator[tuple[str, bytes]]:
    """
    Every application with the name of its file, one at a time: a document, or one on each line.
    """
    for file in sorted(folder.glob("*.json")):
        yield file.name, file.read_bytes()
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_bytes().splitlines(), 1):
            yield f"{file.name}, line {number}", line


def show(name: str, result: Report | Failure) -> None:
    """
    What the recruiter sees.
    """
    if isinstance(result, Failure):
        print(f"{name}: could not be read")
        for problem in result.problems:
            print(f"    {problem.pointer or 'the document'}: {problem.message}")
        return
    because = f" because of {', '.join(result.decided_by)}" if result.decided_by else ""
    print(f"{result.candidate}: {result.decision}{because}")
    for each in result.questions:
        print(f"    ask: {each.question}")


def main(folder: Path) -> None:
    catalog = open_catalog(plugins=[HERE / "acme_rules.py"])
    ruleset = catalog.load_ruleset(HERE / "acme-medical-director.yaml")
    named, again = tee(applications(folder))
    texts = (text for _, text in again)
    results = catalog.check_many(texts, ruleset, as_of=TODAY, parameters={"work_state": "CA"})
    for (name, _), result in zip(named, results, strict=True):
        show(name, result)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "candidates")
