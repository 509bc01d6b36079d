"""One student's marks and comments, from the gradebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nbgrader.api import Gradebook, MissingEntry

from grading_helpers.instructor.gradebook.marks import HandMark, hand_mark


class NotGradedError(LookupError):
    """The gradebook has no marks for a student."""


@dataclass(frozen=True)
class Score:
    """The points for one item, the maximum, and whether it is still to be marked by hand."""

    points: float
    most: float
    waits: bool = False

    @property
    def is_lost(self) -> bool:
        """Whether points were lost, and not just because a mark by hand is missing."""
        return self.points < self.most and not self.waits


NO_SCORE = Score(0.0, 0.0)


@dataclass(frozen=True)
class Scores:
    """The marks of one notebook by grade id, the instructor's comments, and the late penalty."""

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
            f"there are no marks for {lesson} in the gradebook: run course grade {lesson} {student}"
        ) from None
    grades = {
        grade.name: Score(
            float(grade.score or 0),
            float(grade.max_score or 0),
            hand_mark(grade) is HandMark.MISSING,
        )
        for grade in found.grades
    }
    comments = {one.name: one.manual_comment for one in found.comments if one.manual_comment}
    penalty = float(found.late_submission_penalty or 0)
    name = " ".join(filter(None, (person.first_name, person.last_name)))
    return Scores(student, grades, comments, penalty, name)
