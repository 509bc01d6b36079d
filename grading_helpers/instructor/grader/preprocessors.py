"""The grader as steps of ``nbgrader autograde``, in place of those of its two lists.

``settings.py`` puts them there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from grading_helpers.instructor.grader.classes import grade_upload
from grading_helpers.instructor.grader.course_folder import CourseFolder, root_of
from grading_helpers.instructor.grader.gathering import Upload, gather
from grading_helpers.instructor.grader.hosts import host
from grading_helpers.instructor.grader.plan import Plan
from grading_helpers.instructor.grader.replaying import lesson_cells
from grading_helpers.instructor.grader.saving import Book
from grading_helpers.instructor.grader.selftest import prove_walls

Key = tuple[str, str, str]
_RESULTS: dict[Key, dict[str, Any]] = {}


class _Step(NbGraderPreprocessor):  # type: ignore[misc]
    """What the steps share: which submission it is, and what was to be done."""

    def upload(self, resources: Mapping[str, Any]) -> tuple[Upload, Plan]:
        """Read what was handed in, as bytes, and the plan of the lesson."""
        student, lesson, notebook = key_of(resources)
        root = root_of(self, resources)
        folder = CourseFolder(root).work_of(student, lesson)
        return gather(student, folder, notebook), _plan(root, lesson, notebook)

    def refuse(self, student: str, reason: str) -> RuntimeError:
        """Return the error that ends this student's grading, and nobody else's."""
        return RuntimeError(f"{student}: {reason}")


class GradeSafely(_Step):
    """Read the submission as data, rebuild it, run it behind walls, judge it outside."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook to be stored; its marks wait for ``SaveMarks``.

        Raises
        ------
        RuntimeError
            If the submission cannot be graded; the message names the student and the cause.
        """
        upload, plan = self.upload(resources)
        for line in _what_is_missing(plan):
            self.log.warning(line)
        result = grade_upload(upload, plan)
        for line in result["findings"]:
            self.log.warning(line)
        if not result["graded"]:
            raise self.refuse(upload.student, result["reason"])
        _RESULTS[key_of(resources)] = result
        return nbformat.from_dict(result["notebook"]), resources


class SaveMarks(_Step):
    """Write the marks of the judge into the gradebook, in one transaction."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook as it is after its marks are saved."""
        root, (_, lesson, notebook) = root_of(self, resources), key_of(resources)
        result = _RESULTS.pop(key_of(resources))
        with Gradebook(resources["nbgrader"]["db_url"]) as gradebook:
            book = Book(gradebook, root / "autograded", _plan(root, lesson, notebook))
            book.save_marks(result)
            return nbformat.from_dict(book.with_checksums(nb)), resources


def key_of(resources: Mapping[str, Any]) -> Key:
    """Return whose notebook of which lesson nbgrader is at."""
    about = resources["nbgrader"]
    return about["student"], about["assignment"], about["notebook"]


@cache
def _plan(root: Path, lesson: str, notebook: str) -> Plan:
    return CourseFolder(root).plan(lesson, notebook)


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
