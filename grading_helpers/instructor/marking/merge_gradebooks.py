"""Read two gradebooks, and take marks from one into the other."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
)

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.errors import GradebookError
from grading_helpers.instructor.gradebook.marks import query_marks
from grading_helpers.instructor.gradebook.opening import DAMAGED, copy_database, open_gradebook
from grading_helpers.instructor.grader.storage.journal import read_journal
from grading_helpers.instructor.grader.storage.lock_and_backup import back_up, only_run
from grading_helpers.instructor.grader.storage.save_marks import one_transaction
from grading_helpers.instructor.marking.merge_plan import (
    Marks,
    Merge,
    Place,
    Points,
    Prefer,
    Work,
    plan_merge,
)

GRADEBOOK = "gradebook.db"
ENTRIES = ("first_name", "last_name", "email", "lms_user_id")


def merge_gradebooks(
    folder: CourseFolder, source: str, prefer: Prefer | None = None, *, try_only: bool = False
) -> Merge:
    """Take the marks of another gradebook into that of a course.

    Parameters
    ----------
    folder : CourseFolder
        The course.
    source : str
        The file of the other gradebook, its course folder, or the address of a database.
    prefer : Prefer, optional
        Which mark counts where two differ.
    try_only : bool, optional
        Write nothing.

    Raises
    ------
    CommandError
        If there is no such gradebook, it is this one, or it cannot be read.
    """
    with only_run(folder.root, "course merge"), _other_marks(folder, source) as other:
        if folder.database and not try_only:
            back_up(folder.database, folder.root)
        with open_gradebook(folder.url, folder.course_id) as book:
            here = read_marks_of(book, folder.root)
            merge = plan_merge(here, other, source, prefer)
            if not try_only:
                with one_transaction(book):
                    _enter(book, other, merge)
    return merge


@contextmanager
def _other_marks(folder: CourseFolder, source: str) -> Iterator[Marks]:
    """Yield the marks of another gradebook; a file is copied first, so that it stays as it is."""
    if "://" in source:
        if source == folder.db_url:
            raise CommandError("That is the gradebook of this course: name the other one.")
        with open_gradebook(source) as book:
            yield read_marks_of(book)
        return
    file = Path(source)
    file = file / GRADEBOOK if file.is_dir() else file
    if not file.is_file():
        raise CommandError(
            f"There is no gradebook {file}. Name the other marker's gradebook.db or course folder."
        )
    if folder.database and folder.database.exists() and file.samefile(folder.database):
        raise CommandError(f"{file} is the gradebook of this course: name the other one.")
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place, GRADEBOOK)
        try:
            copy_database(file, copy)
        except GradebookError as error:
            if DAMAGED not in str(error):
                raise
            raise CommandError(
                f"{file} cannot be read as a gradebook: it is damaged or not a database. Name "
                "the other marker's gradebook.db, or ask for it again."
            ) from None
        with open_gradebook(f"sqlite:///{copy}") as book:
            yield read_marks_of(book, file.parent)


def read_marks_of(book: Gradebook, root: Path | None = None) -> Marks:
    """Return the content of a gradebook.

    Parameters
    ----------
    book : Gradebook
        The gradebook.
    root : Path, optional
        The course folder, in which the journals say which texts were marked.
    """
    cells: dict[tuple[str, str, str], float] = {}
    for cell in book.db.query(BaseCell):
        place = (cell.notebook.assignment.name, cell.notebook.name, cell.name)
        most = float(getattr(cell, "max_score", None) or 0)
        cells[place] = max(cells.get(place, 0.0), most)
    works = {
        (one.assignment.name, one.student_id): Work(
            one.timestamp,
            one.extension,
            {part.name: part.late_submission_penalty for part in one.notebooks},
        )
        for one in book.db.query(SubmittedAssignment)
    }
    scores = (Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade)
    points = {
        Place(*place): Points(graded, manual, extra or None, bool(waits))
        for *place, graded, manual, extra, waits in _rows(book, Grade, *scores)
    }
    comments = {
        Place(*place): words
        for *place, words in _rows(book, Comment, Comment.manual_comment)
        if words
    }
    students = {
        one.id: tuple(getattr(one, name) for name in ENTRIES) for one in book.db.query(Student)
    }
    texts = {
        (lesson, student): result.texts
        for lesson in ({lesson for lesson, _ in works} if root else ())
        for student, result in (read_journal(root, lesson) if root else {}).items()
    }
    return Marks(cells, students, works, points, comments, texts)


def _rows(
    book: Gradebook, kind: type[Grade | Comment], *columns: object
) -> Iterator[tuple[Any, ...]]:
    """Yield columns of grades or comments, each after its place; one query for all."""
    place = (Assignment.name, SubmittedAssignment.student_id, Notebook.name, BaseCell.name)
    yield from query_marks(book, kind, *place, *columns)


def _enter(book: Gradebook, other: Marks, merge: Merge) -> None:
    """Write what was taken into this gradebook."""
    known = {one.id for one in book.students}
    for lesson, student in merge.works:
        if student not in known:
            book.add_student(student, **dict(zip(ENTRIES, other.students[student], strict=True)))
            known.add(student)
        work = other.works[lesson, student]
        times = {"timestamp": work.handed_in, "extension": work.extension}
        made = book.update_or_create_submission(lesson, student, **times)
        book.db.flush()
        for notebook in made.notebooks:
            notebook.late_submission_penalty = work.penalties.get(notebook.name)
    for place, points in merge.points.items():
        grade = book.find_grade(place.cell, place.notebook, place.lesson, place.student)
        grade.auto_score, grade.manual_score = points.auto, points.manual
        grade.extra_credit, grade.needs_manual_grade = points.extra, points.waits
    for place, words in merge.comments.items():
        comment = book.find_comment(place.cell, place.notebook, place.lesson, place.student)
        comment.manual_comment = words
