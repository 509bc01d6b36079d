"""The marks of a class in nbgrader's gradebook, and answers that are still to be marked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, NamedTuple

from grading_helpers.instructor.diagnostics import generate_command
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.errors import GradebookError
from grading_helpers.instructor.gradebook.opening import open_gradebook

if TYPE_CHECKING:
    from nbgrader.api import Comment, Grade, Gradebook, Student, SubmittedAssignment
    from sqlalchemy.orm import Query

HUNDREDTH = Decimal("0.01")


class HandMark(Enum):
    """Whether a person has to mark an answer."""

    NOT_NEEDED = auto()
    MISSING = auto()
    # Graded again since: nbgrader keeps the points and asks a person to check them.
    TO_CHECK = auto()


def hand_mark(grade: Grade) -> HandMark:
    """Return whether a person has to mark an answer, by its grade in the gradebook."""
    if not grade.needs_manual_grade:
        return HandMark.NOT_NEEDED
    return HandMark.MISSING if grade.manual_score is None else HandMark.TO_CHECK


class CellScore(NamedTuple):
    """The scores of one cell: the grader's, and a person's."""

    auto: float | None
    manual: float | None


def query_marks(gradebook: Gradebook, kind: type[Grade | Comment], *columns: Any) -> Query[Any]:
    """Return a query for columns of all grades or comments, with their students and cells.

    One query serves a class: nbgrader's objects need one for each grade.

    Parameters
    ----------
    gradebook : Gradebook
        The open gradebook.
    kind : type of Grade or Comment
        What to read.
    columns
        Columns of it, of its cell, of the notebook, of what was handed in, or of the lesson.
    """
    from nbgrader.api import (  # noqa: PLC0415 - slow to import
        Assignment,
        BaseCell,
        Notebook,
        SubmittedAssignment,
        SubmittedNotebook,
    )

    query: Query[Any] = (
        gradebook.db.query(*columns)
        .select_from(kind)
        .join(BaseCell, kind.cell_id == BaseCell.id)
        .join(SubmittedNotebook, kind.notebook_id == SubmittedNotebook.id)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
    )
    return query


def read_cell_scores(gradebook: Gradebook, lesson: str) -> dict[str, dict[str, CellScore]]:
    """Return the scores of a lesson by student and cell; empty if the lesson is not known."""
    from nbgrader.api import Assignment, BaseCell, Grade, SubmittedAssignment  # noqa: PLC0415 - slow

    columns = (
        SubmittedAssignment.student_id,
        BaseCell.name,
        Grade.auto_score,
        Grade.manual_score,
    )
    rows = query_marks(gradebook, Grade, *columns).filter(Assignment.name == lesson)
    found: dict[str, dict[str, CellScore]] = {}
    for student, cell, graded, manual in rows:
        found.setdefault(student, {})[cell] = CellScore(graded, manual)
    return found


def students_marked_by_hand(folder: CourseFolder, lesson: str) -> frozenset[str]:
    """Return the students to whom a person gave points for a lesson; no gradebook is created."""
    if not folder.has_gradebook_of(lesson):
        return frozenset()
    with open_gradebook(folder.url, folder.course_id) as book:
        found = read_cell_scores(book, lesson)
    return frozenset(
        student
        for student, scores in found.items()
        if any(score.manual is not None for score in scores.values())
    )


@dataclass(frozen=True)
class KnownStudent:
    """A student in the gradebook; fields that it does not have are empty."""

    student_id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""


@dataclass(frozen=True)
class Mark:
    """The mark of one student for a lesson.

    Attributes
    ----------
    student_id : str
        Whose mark.
    points : float
        Autograded and manual points with extra credit, less the penalty for lateness, never
        below 0: what ``nbgrader export`` calls the score.
    unmarked : tuple of str
        The answers that a person has yet to mark.
    marked_before : tuple of str
        The answers that were graded again after a person marked them; their points count.
    graded : bool
        Whether the work was graded at all.
    penalty : float
        The points lost for handing in late.
    """

    student_id: str
    points: float
    unmarked: tuple[str, ...] = ()
    marked_before: tuple[str, ...] = ()
    graded: bool = True
    penalty: float = 0.0


@dataclass(frozen=True)
class LessonMarks:
    """The marks of everyone who handed in a lesson, and all students of the gradebook."""

    lesson: str
    most: float
    marks: dict[str, Mark]
    students: tuple[KnownStudent, ...]

    def unmarked(self) -> dict[str, list[str]]:
        """Return the students whose answers a person has yet to mark, by answer."""
        return self._by_answer(lambda mark: mark.unmarked)

    def marked_before(self) -> dict[str, list[str]]:
        """Return the students whose marked answers were graded again, by answer."""
        return self._by_answer(lambda mark: mark.marked_before)

    def of_students(self, students: Collection[str]) -> LessonMarks:
        """Return the marks of some students, such as those of one section."""
        return replace(
            self,
            marks={name: mark for name, mark in self.marks.items() if name in students},
            students=tuple(one for one in self.students if one.student_id in students),
        )

    def _by_answer(self, answers: Callable[[Mark], tuple[str, ...]]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for mark in self.marks.values():
            for answer in answers(mark) if mark.graded else ():
                found.setdefault(answer, []).append(mark.student_id)
        return found


def read_marks(folder: CourseFolder, lesson: str) -> LessonMarks:
    """Read the marks of a lesson from the gradebook.

    Raises
    ------
    GradebookError
        If there is no gradebook, it cannot be read, or it does not have the lesson.
    """
    folder.check_gradebook(lesson)
    from nbgrader.api import MissingEntry  # noqa: PLC0415 - slow to import

    with open_gradebook(folder.url, folder.course_id) as gradebook:
        try:
            assignment = gradebook.find_assignment(lesson)
        except MissingEntry:
            raise GradebookError(
                f"The gradebook does not have {lesson}: run {generate_command(lesson)}, then "
                f"course grade {lesson}.{folder.lost_marks(lesson)}"
            ) from None
        marks = [_mark(submission) for submission in gradebook.assignment_submissions(lesson)]
        students = tuple(_known(student) for student in gradebook.students)
        return LessonMarks(
            lesson, float(assignment.max_score), {mark.student_id: mark for mark in marks}, students
        )


def _mark(submission: SubmittedAssignment) -> Mark:
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    penalty = float(submission.late_submission_penalty or 0)
    return Mark(
        student_id=submission.student.id,
        points=max(0.0, float(submission.score) - penalty),
        unmarked=_names(grades, HandMark.MISSING),
        marked_before=_names(grades, HandMark.TO_CHECK),
        graded=any(
            grade.auto_score is not None or grade.manual_score is not None for grade in grades
        ),
        penalty=penalty,
    )


def _names(grades: Iterable[Grade], state: HandMark) -> tuple[str, ...]:
    return tuple(sorted(grade.name for grade in grades if hand_mark(grade) is state))


def _known(student: Student) -> KnownStudent:
    return KnownStudent(
        student.id,
        student.first_name or "",
        student.last_name or "",
        student.email or "",
        student.lms_user_id or "",
    )


def written(points: float, scale: float = 1.0) -> str:
    """Return points with a decimal point and at most two decimals, as every LMS can read them.

    Parameters
    ----------
    points : float
        As in the gradebook.
    scale : float, optional
        What to multiply them by: the LMS's maximum over the lesson's.

    Examples
    --------
    >>> written(17.5), written(18.0), written(2 / 3), written(0.0), written(18.0, 100 / 20)
    ('17.5', '18', '0.67', '0', '90')
    """
    exact = Decimal(repr(points * scale)).quantize(HUNDREDTH, ROUND_HALF_UP)
    return f"{exact:f}".rstrip("0").rstrip(".")


def names_by_answer(waiting: dict[str, list[str]]) -> Iterable[str]:
    """Yield a line for each answer that has to be marked, with the students.

    Examples
    --------
    >>> list(names_by_answer({"recommendation": ["ada", "bo"]}))
    ['recommendation: 2 students (ada, bo)']
    """
    for answer, students in sorted(waiting.items()):
        many = "student" if len(students) == 1 else "students"
        yield f"{answer}: {len(students)} {many} ({', '.join(sorted(students))})"
