"""The grader as two steps of ``nbgrader autograde``: one in place of each of its two lists.

In ``nbgrader_config.py``::

    from grading_helpers.instructor.grader.preprocessors import GradeSafely, SaveMarks

    c.Autograde.sanitize_preprocessors = [GradeSafely]
    c.Autograde.autograde_preprocessors = [SaveMarks]
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from grading_helpers.instructor.grader.classes import grade_upload
from grading_helpers.instructor.grader.course import CourseFolder
from grading_helpers.instructor.grader.gathering import gather
from grading_helpers.instructor.grader.plan import Plan
from grading_helpers.instructor.grader.saving import Book

Key = tuple[str, str, str]
_RESULTS: dict[Key, dict[str, Any]] = {}


class GradeSafely(NbGraderPreprocessor):  # type: ignore[misc]
    """Read the submission as data, rebuild it, run it behind walls, judge it outside."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook to be stored; its marks wait for ``SaveMarks``.

        Raises
        ------
        RuntimeError
            If the submission cannot be graded; the message names the student and the cause.
        """
        about = resources["nbgrader"]
        student, lesson, notebook = about["student"], about["assignment"], about["notebook"]
        root = _root(resources["metadata"]["path"], self.parent)
        plan = _plan(root, lesson, notebook)
        result = grade_upload(
            gather(student, root / "submitted" / student / lesson, notebook), plan
        )
        for line in result["findings"]:
            self.log.warning(line)
        if not result["graded"]:
            raise RuntimeError(f"{student}: {result['reason']}")
        _RESULTS[student, lesson, notebook] = result
        return nbformat.from_dict(result["notebook"]), resources


class SaveMarks(NbGraderPreprocessor):  # type: ignore[misc]
    """Write the marks of the judge into the gradebook, in one transaction."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook as it is after its marks are saved."""
        about = resources["nbgrader"]
        key = (about["student"], about["assignment"], about["notebook"])
        result = _RESULTS.pop(key)
        root = _root(resources["metadata"]["path"], self.parent)
        plan = _plan(root, about["assignment"], about["notebook"])
        with Gradebook(about["db_url"]) as gradebook:
            Book(gradebook, root / "autograded", plan).save_marks(result)
        return nb, resources


def _root(path: str, parent: object) -> Path:
    """Return the folder of the course: three above a student's notebook."""
    coursedir = getattr(parent, "coursedir", None) or getattr(
        getattr(parent, "parent", None), "coursedir", None
    )
    return Path(coursedir.root) if coursedir else Path(path).resolve().parents[2]


@cache
def _plan(root: Path, lesson: str, notebook: str) -> Plan:
    return CourseFolder(root).plan(lesson, notebook)
