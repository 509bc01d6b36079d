"""The pages of a class, written in one process; one student's fault is nobody else's."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from grading_helpers.instructor.feedback.page import Lesson
from grading_helpers.instructor.feedback.scores import NotGradedError, read_scores
from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.grader.course_folder import CourseFolder
from grading_helpers.instructor.grader.gradebook import open_gradebook
from grading_helpers.instructor.grader.journal import refusals

# What `nbgrader release_feedback` looks for beside a page.
COMPANIONS = ("timestamp.txt", "submission_secret.txt")


@dataclass(frozen=True)
class Written:
    """What came of one student's page: where it lies, and why there is none or an old one."""

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
    with open_gradebook(folder.url, folder.course_id) as book:
        writer = _Writer(folder, lesson, book, refusals(folder, lesson.plan))
        for student in students:
            done.append(writer.write(student))
            advance(done[-1])
    return done


@dataclass(frozen=True)
class _Writer:
    """Writes the pages of a class; ``refused`` holds why somebody's work could not be graded."""

    folder: CourseFolder
    lesson: Lesson
    book: Gradebook
    refused: Mapping[str, str]

    def write(self, student: str) -> Written:
        """Write a student's page, or say why there is none."""
        root, name = self.folder.root, self.lesson.plan.lesson
        work = root / "autograded" / student / name / f"{name}.ipynb"
        if not work.is_file():
            return Written(student, problem=self._not_graded(student))
        try:
            scores = read_scores(self.book, student, name, name)
            notebook = nbformat.read(work, as_version=4)
            page = self.lesson.page(notebook.cells, scores)
        except NotGradedError as error:
            return Written(student, problem=str(error))
        except Exception as error:  # the notebook is a student's: anything may be in it
            return Written(student, problem=f"{work.relative_to(root)} cannot be shown: {error!r}")
        path = root / "feedback" / student / name / f"{name}.html"
        write_if_changed(path, page)
        _copy_companions(work.parent, path.parent)
        waits = any(one.waits for one in scores.by_item.values())
        return Written(student, path, self._earlier(student), waits)

    def _not_graded(self, student: str) -> str:
        lesson = self.lesson.plan.lesson
        if reason := self.refused.get(student):
            return (
                f"could not be graded: {reason}. Ask for the file again, course collect, "
                f"then course grade {lesson} {student}"
            )
        if self.folder.work_of(student, lesson).is_dir():
            return f"handed in and is not graded: course grade {lesson} {student}"
        return f"there is no submitted/{student}/{lesson}; is the name right?"

    def _earlier(self, student: str) -> str:
        if reason := self.refused.get(student):
            return f"the page is about earlier work, for the newest could not be graded: {reason}"
        return ""


def _copy_companions(source: Path, target: Path) -> None:
    for name in COMPANIONS:
        if (source / name).is_file() and not (source / name).is_symlink():
            shutil.copyfile(source / name, target / name)
