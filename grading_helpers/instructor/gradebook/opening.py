"""Open nbgrader's gradebook."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from grading_helpers.instructor.diagnostics import one_line
from grading_helpers.instructor.gradebook.errors import GradebookError

if TYPE_CHECKING:
    from nbgrader.api import Gradebook


@contextmanager
def open_gradebook(db_url: str, course_id: str = "") -> Iterator[Gradebook]:
    """Open a gradebook; an SQLite file that does not exist is created.

    Parameters
    ----------
    db_url : str
        Its address, such as ``sqlite:////home/me/course/gradebook.db``.
    course_id : str, optional
        nbgrader's name for the course. Without one, as in nbgrader, no course is added.

    Raises
    ------
    GradebookError
        If it cannot be opened, or the connection is lost while it is open.
    """
    # Imported here because they take two seconds.
    from nbgrader.api import Gradebook, InvalidEntry  # noqa: PLC0415
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    ask_for_the_schema_here()
    try:
        try:
            connection = Gradebook(db_url, course_id)
        except ModuleNotFoundError as error:
            raise GradebookError(
                f"The gradebook needs {error.name}: pip install 'focus-on-customers[postgres]'"
            ) from error
        with connection as gradebook:
            yield gradebook
    except (SQLAlchemyError, InvalidEntry) as error:
        # The database's own message, without the statement and its data.
        cause = getattr(error, "orig", None) or error
        raise GradebookError(
            f"{_named(db_url)} cannot be used: {one_line(str(cause))}. Check "
            "CourseDirectory.db_url in nbgrader_config.py, and that the database server is "
            "running. If another program is using the gradebook, try again later; everything saved "
            "so far is kept. If the file is damaged, restore a copy from .grading/backups "
            "(docs/instructors.md)."
        ) from error


def ask_for_the_schema_here() -> None:
    """Ask for the newest version of nbgrader's tables in this process.

    nbgrader starts ``alembic`` for that, which takes a second for each new gradebook.
    """
    from nbgrader import api  # noqa: PLC0415 - slow to import

    put_programs_on_path()
    api.get_alembic_version = newest_schema


@cache
def newest_schema() -> str:
    """Return the newest version of nbgrader's tables, as ``alembic heads`` does."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - slow to import
    from nbgrader.dbutil import ALEMBIC_DIR  # noqa: PLC0415 - slow to import

    return str(ScriptDirectory(ALEMBIC_DIR).get_current_head())


def put_programs_on_path() -> None:
    """Put this Python's programs on PATH, because nbgrader starts ``alembic`` by name."""
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([programs, os.environ.get("PATH", "")])


def _named(db_url: str) -> str:
    """Return a name for messages; the address of a server may contain a password."""
    file = db_url.removeprefix("sqlite:///").partition("?")[0]
    return f"The gradebook {file}" if db_url.startswith("sqlite:") else "The gradebook"
