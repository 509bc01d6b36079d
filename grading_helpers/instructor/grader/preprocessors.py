"""The grader as steps of ``nbgrader autograde``, in place of those of its two lists.

``settings.py`` puts them there. ``GradeSafely`` and ``SaveMarks`` do all of it, and ``NoteDown``
writes the line of the journal that ``course grade`` would have written.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from grading_helpers.instructor.grader.classes import failed, grade_upload
from grading_helpers.instructor.grader.course_folder import CourseFolder, root_of
from grading_helpers.instructor.grader.findings import RefusedError, one_line
from grading_helpers.instructor.grader.gathering import Upload, gather
from grading_helpers.instructor.grader.hosts import host
from grading_helpers.instructor.grader.journal import Journal
from grading_helpers.instructor.grader.plan import Plan
from grading_helpers.instructor.grader.reading import read_submission
from grading_helpers.instructor.grader.replaying import lesson_cells
from grading_helpers.instructor.grader.saving import Book
from grading_helpers.instructor.grader.selftest import prove_walls
from grading_helpers.instructor.grader.settings import set_aside

Key = tuple[str, str, str]
_RESULTS: dict[Key, tuple[Upload, dict[str, Any]]] = {}


@dataclass(frozen=True)
class _Lesson:
    """A lesson that is graded: where, what, and the journal that ``course grade`` keeps, too."""

    root: Path
    plan: Plan
    journal: Journal

    def note_down(self, upload: Upload, result: Mapping[str, Any]) -> None:
        """Write what came of a submission into the journal, a line for each student's lesson."""
        if self.plan.notebook == self.plan.lesson:
            self.journal.add(upload, result)


class _Step(NbGraderPreprocessor):  # type: ignore[misc]
    """What the steps share: which submission it is, and what was to be done."""

    def lesson(self, resources: Mapping[str, Any]) -> _Lesson:
        """Return what is graded."""
        _, lesson, notebook = key_of(resources)
        return _lesson_now(root_of(self, resources), lesson, notebook)

    def upload(self, resources: Mapping[str, Any]) -> tuple[Upload, _Lesson]:
        """Read what was handed in, as bytes, and what was to be done."""
        student, name, notebook = key_of(resources)
        lesson = self.lesson(resources)
        return gather(student, CourseFolder(lesson.root).work_of(student, name), notebook), lesson


class GradeSafely(_Step):
    """Read the submission as data, rebuild it, run it behind walls, judge it outside."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook to be stored; its marks wait for ``SaveMarks``.

        Raises
        ------
        RuntimeError
            If the submission cannot be graded; the message names the student and the cause.
        """
        upload, lesson = self.upload(resources)
        for line in _what_is_missing(lesson.plan):
            self.log.warning(line)
        result = grade_upload(upload, lesson.plan)
        for line in result["findings"]:
            self.log.warning(line)
        if not result["graded"]:
            lesson.note_down(upload, result)
            raise RuntimeError(f"{upload.student}: {result['reason']}")
        _RESULTS[key_of(resources)] = upload, result
        return nbformat.from_dict(result["notebook"]), resources


class SaveMarks(_Step):
    """Write the marks of the judge into the gradebook, in one transaction."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook as it is after its marks are saved."""
        lesson, (_, result) = self.lesson(resources), _RESULTS[key_of(resources)]
        with Gradebook(resources["nbgrader"]["db_url"]) as gradebook:
            book = Book(gradebook, lesson.root / "autograded", lesson.plan)
            book.save_marks(result)
            return nbformat.from_dict(book.with_checksums(nb)), resources


class NoteDown(_Step):
    """Write the journal, last of all: what failed before this was not graded."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook as it is."""
        self.lesson(resources).note_down(*_RESULTS.pop(key_of(resources)))
        return nb, resources


def begin(notebooks: Sequence[str], **_: object) -> None:
    """Set aside what nbgrader would follow, and note down who cannot be read.

    nbgrader calls this in the course folder, before it reads a submission; at one that is no JSON
    it stops by itself, before any of the steps.

    Parameters
    ----------
    notebooks : list of str
        Such as ``submitted/ada/03_rater/03_rater.ipynb``; those set aside are taken out of it.
    """
    folders = {Path(one).parent for one in notebooks}
    set_aside(notebooks)
    for folder in folders:
        _note_down_if_refused(folder.parent.name, folder.name)


def _note_down_if_refused(student: str, name: str) -> None:
    lesson = _lesson_now(Path.cwd(), name, name)
    upload = gather(student, CourseFolder(lesson.root).work_of(student, name), name)
    try:
        if upload.refused:
            raise RefusedError(upload.refused)
        read_submission(student, upload.notebook)
    except RefusedError as error:
        lesson.note_down(upload, failed(upload, lesson.plan, str(error)))
        sys.stderr.write(f"{one_line(f'{student}: {error}')}\n")


def key_of(resources: Mapping[str, Any]) -> Key:
    """Return whose notebook of which lesson nbgrader is at."""
    about = resources["nbgrader"]
    return about["student"], about["assignment"], about["notebook"]


def _lesson_now(root: Path, lesson: str, notebook: str) -> _Lesson:
    """Return a lesson as it is built now: in the formgrader this process outlives a build."""
    return _lesson(root, lesson, notebook, CourseFolder(root).stamp(lesson, notebook))


@cache
def _lesson(root: Path, lesson: str, notebook: str, _stamp: tuple[int, ...]) -> _Lesson:
    plan = CourseFolder(root).plan(lesson, notebook)
    return _Lesson(root, plan, Journal(root, plan))


_TOLD: set[str] = set()


def _what_is_missing(plan: Plan) -> list[str]:
    """Try the walls once for each lesson, and return what is to be said if any is missing."""
    if plan.lesson in _TOLD:
        return []
    _TOLD.add(plan.lesson)
    proof = prove_walls(host(lesson_cells(plan)))
    if proof.level == "full":
        return []
    return ["; ".join(proof.lines())]
