"""Grade the small lesson without a sandbox, where only what is kept of the result matters.

An answer earns the points of its test if it is the model answer. That takes milliseconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hostile.lesson import ANSWERS, TESTS, as_bytes, filled_in
from typer.testing import CliRunner, Result

from grading_helpers.instructor.cli import app
from grading_helpers.instructor.grader import grade_class, grading_site
from grading_helpers.instructor.grader.grade_cells import texts_of
from grading_helpers.instructor.grader.submission.assignment import Assignment
from grading_helpers.instructor.grader.submission.upload import Submission
from grading_helpers.instructor.grader.submission_result import AutoScore, SubmissionResult

LESSON = "07_fans"
WRONG = {"totals": "def totals(table): return {}"}


def results(
    submissions: Iterable[Submission], assignment: Assignment, *_: object
) -> Iterator[SubmissionResult]:
    """Yield what grading would, judging by the text of the answers."""
    for one in submissions:
        notebook = json.loads(one.notebook)
        texts = {cell["id"]: cell["source"] for cell in notebook["cells"]}
        scores = {
            test: AutoScore(most if texts[answer] == ANSWERS[answer] else 0.0, most)
            for answer, (test, most) in zip(ANSWERS, TESTS.items(), strict=True)
        }
        yield SubmissionResult(
            one.student,
            assignment.lesson,
            graded=True,
            scores=scores,
            notebook=notebook,
            texts=texts_of(notebook["cells"], assignment),
        )


def grade_without_sandbox(patch: pytest.MonkeyPatch) -> None:
    """Let ``course grade`` grade in this way."""
    patch.setattr(grade_class, "grade_submissions", results)
    whole = SimpleNamespace(level="full", lines=lambda: ["sandbox: none, this is a test"])
    patch.setattr(grading_site, "checked_sandbox", lambda *_: whole)


def hand_in(root: Path, student: str, sent: str = "", **changes: str) -> None:
    """Write a student's work: the model answers, except for these changes."""
    place = root / "submitted" / student / LESSON
    place.mkdir(parents=True, exist_ok=True)
    essay = changes.pop("essay", None)
    work = filled_in({**ANSWERS, **changes}, **({"essay": essay} if essay else {}))
    (place / f"{LESSON}.ipynb").write_bytes(as_bytes(work))
    if sent:
        (place / "timestamp.txt").write_text(sent)


def course(*words: object) -> Result:
    """Run a command of the course."""
    return CliRunner().invoke(app, [str(word) for word in words])
