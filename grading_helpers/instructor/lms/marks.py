"""The marks of a class, as nbgrader's gradebook has them, and what is not yet a mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from grading_helpers.instructor.hand_marks import ByHand, by_hand
from grading_helpers.instructor.lms.class_folder import ClassFolder
from grading_helpers.instructor.lms.notes import ImpossibleError
from grading_helpers.instructor.lms.roster import Person, Roster
from grading_helpers.instructor.nbgrader_steps import put_programs_on_path
from grading_helpers.instructor.printing import entering

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Mark:
    """What a student has for a lesson.

    Attributes
    ----------
    student_id : str
        Whose mark.
    points : float
        Autograded and manual points with extra credit, less the penalty for lateness, never
        below 0: what ``nbgrader export`` calls the score.
    unmarked : tuple of str
        The answers that wait for a person.
    marked_before : tuple of str
        The answers that were graded again since a person marked them; their points count.
    graded : bool
        Whether the grader has been over the work at all.
    penalty : float
        The points that lateness cost.
    """

    student_id: str
    points: float
    unmarked: tuple[str, ...] = ()
    marked_before: tuple[str, ...] = ()
    graded: bool = True
    penalty: float = 0.0


@dataclass(frozen=True)
class LessonMarks:
    """The marks of everyone whose work is in the gradebook, and who else is there."""

    lesson: str
    most: float
    marks: dict[str, Mark]
    people: tuple[Person, ...]

    def roster(self, listed: Roster | None) -> Roster:
        """Return the class list, filled up by those whom only the gradebook knows."""
        if listed is None:
            return Roster(self.people)
        others = [person for person in self.people if person.student_id not in listed.people]
        return Roster([*listed.people.values(), *others], listed.notes)

    def unmarked(self) -> dict[str, list[str]]:
        """Return whose answers wait for a person, by the name of the answer."""
        return self._by_answer(lambda mark: mark.unmarked)

    def marked_before(self) -> dict[str, list[str]]:
        """Return whose answers were graded again since they were marked, by their names."""
        return self._by_answer(lambda mark: mark.marked_before)

    def _by_answer(self, answers: Callable[[Mark], tuple[str, ...]]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for mark in self.marks.values():
            for answer in answers(mark) if mark.graded else ():
                found.setdefault(answer, []).append(mark.student_id)
        return found


def read_marks(home: ClassFolder, lesson: str) -> LessonMarks:
    """Read the marks of a lesson from nbgrader's gradebook.

    Raises
    ------
    ImpossibleError
        If there is no gradebook, it cannot be read, or it does not know the lesson.
    """
    url, course_id = home.gradebook()
    from nbgrader.api import Gradebook, MissingEntry  # noqa: PLC0415 - slow
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - slow

    put_programs_on_path()
    try:
        with Gradebook(url, course_id) as gradebook:
            return _lesson_marks(gradebook, lesson)
    except MissingEntry:
        raise ImpossibleError(
            f"The gradebook does not know {lesson}: run {entering(lesson)}, then "
            f"course grade {lesson}."
        ) from None
    except SQLAlchemyError as error:
        first = str(error).splitlines()[0]
        raise ImpossibleError(f"The gradebook {url} cannot be read: {first}") from None


def _lesson_marks(gradebook: Any, lesson: str) -> LessonMarks:
    assignment = gradebook.find_assignment(lesson)
    marks = [_mark(submission) for submission in gradebook.assignment_submissions(lesson)]
    people = tuple(_person(student) for student in gradebook.students)
    return LessonMarks(
        lesson, float(assignment.max_score), {mark.student_id: mark for mark in marks}, people
    )


def _mark(submission: Any) -> Mark:
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    penalty = float(submission.late_submission_penalty or 0)
    return Mark(
        student_id=submission.student.id,
        points=max(0.0, float(submission.score) - penalty),
        unmarked=_names(grades, ByHand.TO_MARK),
        marked_before=_names(grades, ByHand.TO_LOOK_AT_AGAIN),
        graded=any(_has_score(grade) for grade in grades),
        penalty=penalty,
    )


def _names(grades: Iterable[Any], what: ByHand) -> tuple[str, ...]:
    return tuple(sorted(grade.name for grade in grades if by_hand(grade) is what))


def _has_score(grade: Any) -> bool:
    return grade.auto_score is not None or grade.manual_score is not None


def _person(student: Any) -> Person:
    clues = {"email": student.email, "number": student.lms_user_id}
    known = {kind: (value,) for kind, value in clues.items() if value}
    return Person(student.id, student.first_name or "", student.last_name or "", known)


def written(points: float, scale: float = 1.0) -> str:
    """Return points with at most two decimals and a point, which every LMS reads.

    Parameters
    ----------
    points : float
        As the gradebook holds them.
    scale : float, optional
        What they are multiplied by: the LMS's most points over the lesson's.

    Examples
    --------
    >>> written(17.5), written(18.0), written(2 / 3), written(0.0), written(18.0, 100 / 20)
    ('17.5', '18', '0.67', '0', '90')
    """
    exact = Decimal(repr(points * scale)).quantize(HUNDREDTH, ROUND_HALF_UP)
    return f"{exact:f}".rstrip("0").rstrip(".")


def names_by_answer(waiting: dict[str, list[str]]) -> Iterable[str]:
    """Yield a line for each answer that waits, with the students.

    Examples
    --------
    >>> list(names_by_answer({"recommendation": ["ada", "bo"]}))
    ['recommendation: 2 students (ada, bo)']
    """
    for answer, students in sorted(waiting.items()):
        many = "student" if len(students) == 1 else "students"
        yield f"{answer}: {len(students)} {many} ({', '.join(sorted(students))})"
