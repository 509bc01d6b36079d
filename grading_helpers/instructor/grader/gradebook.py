"""Opening nbgrader's gradebook, with plain words where it fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from nbgrader.api import Gradebook, InvalidEntry
from sqlalchemy.exc import SQLAlchemyError

from grading_helpers.instructor.grader.findings import one_line


class GradebookError(RuntimeError):
    """The gradebook cannot be reached; the message says what to do."""


@contextmanager
def open_gradebook(db_url: str, course_id: str) -> Iterator[Gradebook]:
    """Open a gradebook, and say in plain words what is wrong with it.

    Raises
    ------
    GradebookError
        If it cannot be opened, or goes away while it is open.
    """
    try:
        with _connected(db_url, course_id) as gradebook:
            yield gradebook
    except (SQLAlchemyError, InvalidEntry) as error:
        # Of an error of the database its own words, without the statement and its data.
        cause = getattr(error, "orig", None) or error
        raise GradebookError(
            f"The gradebook cannot be used: {one_line(str(cause))}. Is CourseDirectory.db_url in "
            "nbgrader_config.py right, and its server up? If another program is at it, try again "
            "when that is done; what was saved is kept. If it is damaged, put back a copy from "
            ".grading/backups (docs/instructors.md)."
        ) from error


def _connected(db_url: str, course_id: str) -> Gradebook:
    try:
        return Gradebook(db_url, course_id)
    except ModuleNotFoundError as error:
        raise GradebookError(
            f"the gradebook needs {error.name}: pip install 'focus-on-customers[postgres]'"
        ) from error
