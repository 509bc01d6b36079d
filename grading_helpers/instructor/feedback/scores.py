"""What the gradebook holds about one student's notebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nbgrader.api import Gradebook, MissingEntry

from grading_helpers.instructor.hand_marks import ByHand, by_hand


class NotGradedError(LookupError):
    """The gradebook has no marks of a student; the message says what to do."""


@dataclass(frozen=True)
class Score:
    """The points for one item, of how many, and whether a person has yet to mark it."""

    points: float
    most: float
    waits: bool = False


@dataclass(frozen=True)
class Scores:
    """The marks of one notebook by grade id, what a person wrote about it, what lateness cost."""

    student: str
    by_item: Mapping[str, Score]
    comments: Mapping[str, str] = field(default_factory=dict)
    penalty: float = 0.0
    name: str = ""


def read_scores(book: Gradebook, student: str, lesson: str, notebook: str) -> Scores:
    """Return the marks of a student's notebook.

    Raises
    ------
    NotGradedError
        If the gradebook has none.
    """
    try:
        found = book.find_submission_notebook(notebook, lesson, student)
        person = book.find_student(student)
    except MissingEntry:
        raise NotGradedError(
            f"no marks of {lesson} are in the gradebook: course grade {lesson} {student}"
        ) from None
    grades = {
        grade.name: Score(
            float(grade.score or 0),
            float(grade.max_score or 0),
            by_hand(grade) is ByHand.TO_MARK,
        )
        for grade in found.grades
    }
    comments = {one.name: one.manual_comment for one in found.comments if one.manual_comment}
    penalty = float(found.late_submission_penalty or 0)
    name = " ".join(filter(None, (person.first_name, person.last_name)))
    return Scores(student, grades, comments, penalty, name)
