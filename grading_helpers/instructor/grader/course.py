"""Grading the class of a course folder: collect, grade, save, one line for each student."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import OperationalError

from grading_helpers.instructor.grader.classes import failed, grade_uploads
from grading_helpers.instructor.grader.course_folder import CourseFolder
from grading_helpers.instructor.grader.gathering import Upload, gather
from grading_helpers.instructor.grader.journal import Journal
from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.runs import back_up, only_run
from grading_helpers.instructor.grader.saving import Book, open_book

Result = dict[str, Any]


@dataclass(frozen=True)
class Options:
    """How to grade: where, within which limits, and whether to grade again what is done."""

    executor: Executor | None = None
    side_by_side: int = 0
    limits: Limits | None = None
    force: bool = False


def grade_lesson(
    folder: CourseFolder,
    lesson: str,
    students: Sequence[str],
    advance: Callable[[Result], None],
    options: Options | None = None,
) -> list[Result]:
    """Grade the work of students and save it; what a killed run left undone is done.

    Parameters
    ----------
    folder : CourseFolder
        The course; the work lies collected in ``submitted/``.
    lesson : str
        Which lesson.
    students : sequence of str
        Whose work.
    advance : callable
        Called with each result after it is saved; the result has lost its notebook.
    options : Options, optional
        How to grade.

    Returns
    -------
    list of dict
        The results of this run, those that were done before left out.

    Raises
    ------
    BusyError
        If another run is at work in the same folder.
    """
    plan, how = folder.plan(lesson), options or Options()
    autograded = folder.root / "autograded"
    with (
        only_run(folder.root),
        open_book(folder.url, folder.course_id, autograded, plan, folder.penalties) as book,
    ):
        journal = Journal(folder.root, plan)
        uploads = (gather(one, folder.work_of(one, lesson), plan.notebook) for one in students)
        wanted = uploads if how.force else _not_done(uploads, journal, book.auto_scores())
        waiting: dict[str, Upload] = {}
        coming = _noted(_after_backup(wanted, folder), waiting)
        results = []
        for graded in grade_uploads(coming, plan, how.executor, how.limits, how.side_by_side):
            upload = waiting.pop(graded["student"])
            result = _saved(book, upload, graded)
            # Work that was lost on the way is no student's fault; the next run tries again.
            if not result.get("lost"):
                journal.add(upload, result)
            result["notebook"] = None
            results.append(result)
            advance(result)
    return results


def _not_done(
    uploads: Iterable[Upload], journal: Journal, scores: Mapping[str, Mapping[str, float | None]]
) -> Iterator[Upload]:
    """Yield what is not graded and saved already."""
    for upload in uploads:
        if not journal.is_done(upload, scores.get(upload.student, {})):
            yield upload


def _after_backup(uploads: Iterable[Upload], folder: CourseFolder) -> Iterator[Upload]:
    """Copy the gradebook before the first upload is graded; where there is none nothing changes."""
    for number, upload in enumerate(uploads):
        if not number and folder.database:
            back_up(folder.database, folder.root)
        yield upload


def _saved(book: Book, upload: Upload, result: Result) -> Result:
    """Save a result; what cannot be saved is told of its student alone.

    Raises
    ------
    OperationalError
        If the gradebook itself cannot be written to.
    """
    try:
        book.save(result, upload.files, upload.timestamp)
    except OperationalError:
        raise
    except Exception as error:
        why = f"the marks could not be saved ({error!r:.200})"
        return {**failed(upload, book.plan, why), "lost": True}
    return result


def _noted(uploads: Iterable[Upload], waiting: dict[str, Upload]) -> Iterator[Upload]:
    """Yield uploads one by one when there is room for them, and note who is on the way."""
    for upload in uploads:
        waiting[upload.student] = upload
        yield upload
