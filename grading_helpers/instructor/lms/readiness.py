"""Which marks may be written: what waits for a person or the grader is named first."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from grading_helpers.instructor.grader.course_folder import CourseFolder, NoLessonError
from grading_helpers.instructor.grader.journal import refusals
from grading_helpers.instructor.lms.class_folder import ClassFolder
from grading_helpers.instructor.lms.marks import LessonMarks, Mark, names_by_answer
from grading_helpers.instructor.lms.notes import ImpossibleError, Note


class Unmarked(StrEnum):
    """What to do about students whose written answers are not marked yet."""

    REFUSE = "refuse"
    EMPTY = "empty"
    ALLOW = "allow"


def ready(
    marks: LessonMarks, unmarked: Unmarked, home: ClassFolder
) -> tuple[LessonMarks, list[Note]]:
    """Return the marks that may be written, and notes about those that may not.

    Raises
    ------
    ImpossibleError
        If answers are unmarked and nothing else was decided.
    """
    waiting = marks.unmarked()
    lines = list(names_by_answer(waiting))
    if lines and unmarked is Unmarked.REFUSE:
        raise ImpossibleError(
            "Nothing was written: answers wait for a person to mark them (nbgrader formgrader).\n"
            + "\n".join(f"  {line}" for line in lines)
            + "\n--unmarked empty leaves these students empty; --unmarked allow counts what is "
            "marked.",
            unmarked=waiting,
        )
    how = "left empty" if unmarked is Unmarked.EMPTY else "counted as 0 for now"
    notes = [Note("", f"unmarked, {how}: {line}") for line in lines]
    notes += [
        Note(
            "", f"marked by hand, then graded again: the mark counts, look at it once more: {line}"
        )
        for line in names_by_answer(marks.marked_before())
    ]
    out = {student for students in waiting.values() for student in students}
    left = out if unmarked is Unmarked.EMPTY else set()
    kept = {
        student: mark
        for student, mark in marks.marks.items()
        if mark.graded and student not in left
    }
    notes += _ungraded(marks, home) + _late(kept)
    return replace(marks, marks=kept), notes


def _ungraded(marks: LessonMarks, home: ClassFolder) -> list[Note]:
    """Return a note for each student with work that the grader has not been over."""
    there = {student for student, mark in marks.marks.items() if mark.graded}
    waiting = (set(marks.marks) | set(home.who_handed_in(marks.lesson))) - there
    what = f"handed in and is not graded, so left empty: course grade {marks.lesson}"
    refused = _refused(marks.lesson, home)
    said = {name: f"could not be graded, so left empty: {why}" for name, why in refused.items()}
    return [Note(student, said.get(student, what)) for student in sorted(waiting)]


def _refused(lesson: str, home: ClassFolder) -> dict[str, str]:
    folder = CourseFolder(home.root)
    try:
        return refusals(folder, folder.plan(lesson))
    except NoLessonError:
        return {}


def _late(marks: dict[str, Mark]) -> list[Note]:
    return [
        Note(student, f"late: {mark.penalty:g} points off", "", False)
        for student, mark in marks.items()
        if mark.penalty
    ]
