"""Write the pages of a class; a problem with one student does not affect the others."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from grading_helpers.instructor.feedback.page import LessonFeedback
from grading_helpers.instructor.feedback.scores import NotGradedError, Scores, read_scores
from grading_helpers.instructor.feedback.settings import COPIES
from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.opening import open_gradebook
from grading_helpers.instructor.grader.execution.failures import Failure
from grading_helpers.instructor.grader.explain_work import explain_work, require_sandbox
from grading_helpers.instructor.grader.storage.journal import refusals
from grading_helpers.instructor.grader.submission.assignment import Assignment

# Files that `nbgrader release_feedback` expects beside a page.
COMPANIONS = ("timestamp.txt", "submission_secret.txt")


@dataclass(frozen=True)
class WrittenPage:
    """One student's page: its path or, if it is missing or out of date, why and what to do."""

    student: str
    path: Path | None = None
    problem: str = ""
    cure: str = ""
    waits: bool = False


def students_with_work(folder: CourseFolder, lesson: str) -> list[str]:
    """Return all students whose work was handed in or graded."""
    graded = folder.root.glob(f"autograded/*/{lesson}/{lesson}.ipynb")
    return sorted({*folder.students(lesson), *(path.parents[1].name for path in graded)})


def write_pages(
    folder: CourseFolder,
    lesson: LessonFeedback,
    students: Iterable[str],
    advance: Callable[[], None],
    *,
    counterexamples: bool = False,
) -> list[WrittenPage]:
    """Write a page for each student who was graded.

    Parameters
    ----------
    folder : CourseFolder
        The course.
    lesson : LessonFeedback
        What all pages have in common.
    students : iterable of str
        The students to write pages for.
    advance : callable
        Called after each student.
    counterexamples : bool, optional
        Run each notebook again in the sandbox, and show the smallest data on which lost tests
        fail.

    Raises
    ------
    NoSandboxError
        If there is no sandbox to run them in.
    """
    if counterexamples:
        what = "course feedback --counterexamples"
        require_sandbox(lesson.plan, what, "to see on which data they fail")
    done = []
    with open_gradebook(folder.url, folder.course_id) as book:
        writer = _Writer(
            folder, lesson, book, refusals(folder, lesson.plan), counterexamples=counterexamples
        )
        for student in students:
            done.append(writer.write(student))
            advance()
    return done


@dataclass(frozen=True)
class _Writer:
    """Writes pages; ``refused`` says, by student, why work could not be graded."""

    folder: CourseFolder
    lesson: LessonFeedback
    book: Gradebook
    refused: Mapping[str, str]
    counterexamples: bool = False

    def write(self, student: str) -> WrittenPage:
        """Write a student's page, or say why there is none."""
        root, name = self.folder.root, self.lesson.plan.lesson
        work = root / "autograded" / student / name / f"{name}.ipynb"
        if not work.is_file():
            problem, cure = why_not_graded(self.folder, self.lesson.plan, student, self.refused)
            return WrittenPage(student, problem=problem, cure=cure)
        try:
            scores = read_scores(self.book, student, name, name)
            notebook = nbformat.read(work, as_version=4)
            page = self.lesson.page(notebook.cells, scores, self._failures(student, scores))
        except NotGradedError as error:
            return WrittenPage(student, problem=str(error))
        except Exception as error:  # the notebook is a student's: anything may be in it
            return WrittenPage(
                student, problem=f"{work.relative_to(root)} cannot be shown: {error!r}"
            )
        path = root / "feedback" / student / name / f"{name}.html"
        if self.lesson.for_instructor:
            path = root / COPIES / name / f"{student}.html"
        write_if_changed(path, page)
        if not self.lesson.for_instructor:
            _copy_companions(work.parent, path.parent)
        waits = any(one.waits for one in scores.by_item.values())
        return WrittenPage(student, path, self._why_earlier(student), waits=waits)

    def _failures(self, student: str, scores: Scores) -> dict[str, Failure]:
        """Return the data on which the student's answers fail, by test, if that was asked for."""
        plan, given = self.lesson.plan, scores.by_item
        lost = [name for name in plan.tests if name in given and given[name].is_lost]
        if not (self.counterexamples and lost):
            return {}
        return explain_work(self.folder, plan, student, lost)[1]

    def _why_earlier(self, student: str) -> str:
        if reason := self.refused.get(student):
            return (
                f"the page is about earlier work, because the newest could not be graded: {reason}"
            )
        return ""


def why_not_graded(
    folder: CourseFolder, plan: Assignment, student: str, refused: Mapping[str, str]
) -> tuple[str, str]:
    """Return why a student has no graded notebook, and what to do about it.

    Parameters
    ----------
    folder : CourseFolder
        The course.
    plan : Assignment
        The lesson.
    student : str
        The student.
    refused : mapping of str to str
        Why students' work could not be graded, from `refusals`.
    """
    grade = f"run course grade {plan.lesson} {student}"
    if reason := refused.get(student):
        again = f"ask for the file again, collect it, then {grade}"
        return f"could not be graded: {reason}", again
    if folder.submitted(student, plan.lesson).is_dir():
        return "handed in but has not been graded", grade
    cure = "check the name of the student; if it is right, course collect says what was not taken"
    return f"there is no submitted/{student}/{plan.lesson}", cure


def _copy_companions(source: Path, target: Path) -> None:
    for name in COMPANIONS:
        if (source / name).is_file() and not (source / name).is_symlink():
            shutil.copyfile(source / name, target / name)
