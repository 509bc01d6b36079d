"""The pages of a class, written in one process; one student's fault is nobody else's."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from grading_helpers.instructor.feedback.page import Lesson
from grading_helpers.instructor.feedback.scores import NotGradedError, read_scores
from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.grader.course_folder import CourseFolder

# What `nbgrader release_feedback` looks for beside a page.
COMPANIONS = ("timestamp.txt", "submission_secret.txt")


@dataclass(frozen=True)
class Written:
    """What came of one student's page: where it lies, or why there is none."""

    student: str
    path: Path | None = None
    problem: str = ""
    waits: bool = False


def students_of(folder: CourseFolder, lesson: str) -> list[str]:
    """Return everybody whose work was handed in or graded."""
    graded = folder.root.glob(f"autograded/*/{lesson}/{lesson}.ipynb")
    return sorted({*folder.students(lesson), *(path.parents[1].name for path in graded)})


def write_pages(
    folder: CourseFolder,
    lesson: Lesson,
    students: Iterable[str],
    advance: Callable[[Written], None],
) -> list[Written]:
    """Write a page for each student who was graded.

    Parameters
    ----------
    folder : CourseFolder
        The course.
    lesson : Lesson
        What was to be done.
    students : iterable of str
        Whose pages are wanted.
    advance : callable
        Called after each student.
    """
    done = []
    with Gradebook(folder.url, folder.course_id) as book:
        for student in students:
            done.append(_written(folder, lesson, student, book))
            advance(done[-1])
    return done


def _written(folder: CourseFolder, lesson: Lesson, student: str, book: Gradebook) -> Written:
    name = lesson.plan.lesson
    work = folder.root / "autograded" / student / name / f"{name}.ipynb"
    if not work.is_file():
        return Written(student, problem=_not_graded(folder, name, student))
    try:
        scores = read_scores(book, student, name, name)
        notebook = nbformat.read(work, as_version=4)
        page = lesson.page(notebook.cells, scores)
    except NotGradedError as error:
        return Written(student, problem=str(error))
    except Exception as error:  # the notebook is a student's: anything may be in it
        return Written(
            student, problem=f"{work.relative_to(folder.root)} cannot be shown: {error!r}"
        )
    path = folder.root / "feedback" / student / name / f"{name}.html"
    write_if_changed(path, page)
    _copy_companions(work.parent, path.parent)
    return Written(student, path, waits=any(one.waits for one in scores.by_item.values()))


def _not_graded(folder: CourseFolder, lesson: str, student: str) -> str:
    if folder.work_of(student, lesson).is_dir():
        return f"handed in and is not graded: course grade {lesson} {student}"
    return f"there is no submitted/{student}/{lesson}; is the name right?"


def _copy_companions(source: Path, target: Path) -> None:
    for name in COMPANIONS:
        if (source / name).is_file() and not (source / name).is_symlink():
            shutil.copyfile(source / name, target / name)
