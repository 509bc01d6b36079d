"""Decide which marks may be exported: work must be graded, and written answers marked."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from grading_helpers.instructor.diagnostics import CommandError, Diagnostic, counted
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.errors import NoLessonError
from grading_helpers.instructor.gradebook.marks import LessonMarks, Mark, names_by_answer
from grading_helpers.instructor.grader.storage.journal import refusals
from grading_helpers.instructor.grader.submission.assignment import read_assignment


class UnmarkedPolicy(StrEnum):
    """What to do about students whose written answers are not marked yet."""

    REFUSE = "refuse"
    EMPTY = "empty"
    ALLOW = "allow"


def marks_to_export(
    marks: LessonMarks, unmarked: UnmarkedPolicy, home: CourseFolder
) -> tuple[LessonMarks, list[Diagnostic]]:
    """Return the marks that may be exported, and messages about the others.

    Raises
    ------
    CommandError
        If answers are unmarked and the policy is to refuse.
    """
    waiting = marks.unmarked()
    lines = list(names_by_answer(waiting))
    if lines and unmarked is UnmarkedPolicy.REFUSE:
        raise CommandError(
            "Nothing was written, because answers still have to be marked "
            f"(course mark {marks.lesson}):\n"
            + "\n".join(f"  {line}" for line in lines)
            + "\n--unmarked empty leaves these students out; --unmarked allow counts what has been "
            "marked.",
            unmarked=waiting,
        )
    how = "left out" if unmarked is UnmarkedPolicy.EMPTY else "counted as 0 for now"
    mark = f"mark these answers (course mark {marks.lesson}), then export again"
    notes = [Diagnostic("", f"not marked yet, {how}: {line}", mark) for line in lines]
    notes += [
        Diagnostic(
            "",
            f"graded again after being marked by hand, and the mark by hand counts: {line}",
            f"check these marks: of written answers with course mark {marks.lesson}, of tests with "
            "nbgrader formgrader",
        )
        for line in names_by_answer(marks.marked_before())
    ]
    out = {student for students in waiting.values() for student in students}
    left = out if unmarked is UnmarkedPolicy.EMPTY else set()
    kept = {
        student: mark
        for student, mark in marks.marks.items()
        if mark.graded and student not in left
    }
    notes += _ungraded(marks, home) + _late(kept)
    return replace(marks, marks=kept), notes


def _ungraded(marks: LessonMarks, home: CourseFolder) -> list[Diagnostic]:
    """Return a message for each student whose work has not been graded."""
    there = {student for student, mark in marks.marks.items() if mark.graded}
    waiting = (set(marks.marks) | set(home.students(marks.lesson))) - there
    refused = _refused(marks.lesson, home)
    return [
        Diagnostic(
            student,
            f"has no mark, because the work could not be graded: {refused[student]}",
            "ask for the file again, then collect and grade it",
        )
        if student in refused
        else Diagnostic(
            student, "handed in but has not been graded", f"run course grade {marks.lesson}"
        )
        for student in sorted(waiting)
    ]


def _refused(lesson: str, home: CourseFolder) -> dict[str, str]:
    try:
        return refusals(home, read_assignment(home, lesson))
    except NoLessonError:
        return {}


def _late(marks: dict[str, Mark]) -> list[Diagnostic]:
    return [
        Diagnostic(student, f"late: {counted(mark.penalty, 'point')} off", needs_action=False)
        for student, mark in marks.items()
        if mark.penalty
    ]
