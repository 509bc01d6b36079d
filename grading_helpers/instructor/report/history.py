"""The history of one student's mark: each time the work was graded, and what that changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from grading_helpers.instructor.diagnostics import CommandError, few
from grading_helpers.instructor.feedback.explanations import points
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.marks import Mark, read_marks
from grading_helpers.instructor.grader.storage.journal import JournalEntry, read_history
from grading_helpers.instructor.grader.submission_result import ItemChange

INDENT = "  "


def history_in_lines(folder: CourseFolder, lesson: str, student: str) -> list[str]:
    """Return how a student's mark for a lesson came about, line by line.

    Parameters
    ----------
    folder : CourseFolder
        The course folder of the class.
    lesson, student : str
        The mark to explain.

    Raises
    ------
    CommandError
        If there is no such lesson, or the student's work was never graded.
    """
    folder.check_lesson(lesson)
    marks = read_marks(folder, lesson)
    entries = read_history(folder.root, lesson).get(student, [])
    mark = marks.marks.get(student)
    if not entries and mark is None:
        there = folder.students(lesson)
        cure = (
            f"Run `course grade {lesson} {student}`."
            if student in there
            else f"There is no submitted/{student}/{lesson}; students who handed in: {few(there)}."
        )
        raise CommandError(f"{student} has no history in {lesson}: nothing was graded. {cure}")
    times = "once" if len(entries) == 1 else f"{len(entries)} times"
    return [
        f"{lesson}: {student} was graded {times}.",
        *_steps(entries),
        *(_now(mark, marks.most) if mark else ()),
    ]


def _steps(entries: list[JournalEntry]) -> Iterator[str]:
    """Yield what each grading said; a refused notebook leaves the points as they were."""
    good = [entry for entry in entries if entry.result.graded]
    before = {id(new): old for old, new in pairwise(good)}
    for entry in entries:
        when = f"{datetime.fromtimestamp(entry.at):%Y-%m-%d %H:%M}" if entry.at else "once"
        old = before.get(id(entry))
        if not entry.result.graded:
            yield f"{when}  {_work(entry, old)} could not be graded: {entry.result.reason}"
            continue
        scores = entry.result.scores.values()
        got, most = sum(one.score for one in scores), sum(one.points for one in scores)
        out = "" if entry.result.counts else "; another attempt earned more and counts"
        yield f"{when}  {_work(entry, old)}: {points(got)} of {points(most)} points by tests{out}"
        for change in _changes(entry, old) if old else ():
            yield f"{INDENT}{change.name}: {points(change.before)} to {points(change.after)}"
        if entry.result.by_hand:
            given = ", ".join(f"{name} {points(one)}" for name, one in entry.result.by_hand.items())
            yield f"{INDENT}by hand until then: {given}"


def _work(entry: JournalEntry, old: JournalEntry | None) -> str:
    sent = f" handed in {entry.handed_in}" if entry.handed_in else ""
    if old is None or not (old.work and entry.work):
        return f"work{sent}"
    if old.work != entry.work:
        return f"other work{sent}"
    if old.digest != entry.digest and old.handed_in == entry.handed_in:
        return "the same work, with another version of the lesson"
    return "the same work again"


def _changes(entry: JournalEntry, old: JournalEntry) -> Iterator[ItemChange]:
    for name, score in entry.result.scores.items():
        had = old.result.scores.get(name)
        if had is None or had.score != score.score:
            yield ItemChange(name, had.score if had else 0.0, score.score)


def _now(mark: Mark, most: float) -> Iterator[str]:
    late = f", {points(mark.penalty)} less for lateness" if mark.penalty else ""
    yield f"In the gradebook: {points(mark.points)} of {points(most)} points{late}."
    if mark.unmarked:
        yield f"{INDENT}still to be marked by hand: {', '.join(mark.unmarked)}"
    if mark.marked_before:
        yield f"{INDENT}marked by hand, and to be checked: {', '.join(mark.marked_before)}"
