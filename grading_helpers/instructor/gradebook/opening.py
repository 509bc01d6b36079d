"""Open nbgrader's gradebook, or copy it; if another program has locked it, say so."""

from __future__ import annotations

import logging
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from grading_helpers.instructor.diagnostics import one_line
from grading_helpers.instructor.gradebook.errors import GradebookError

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

# How long SQLite waits while another program writes. By default it gives up after five seconds.
PATIENCE_SECONDS = 30
AGAIN = "then run the same command again. What was finished is saved."
LOCKED = (
    "is locked: another program is writing to it, such as a database browser or another nbgrader. "
    f"Save or close it there, {AGAIN}"
)
FORBIDDEN = (
    "may not be written to. Ask its owner, or copy the course folder to a place that you may "
    f"write to, {AGAIN}"
)
DAMAGED = (
    "cannot be used: it is damaged, or the file is not a database. Restore a copy from "
    ".grading/backups (docs/instructors.md), or correct CourseDirectory.db_url in "
    "nbgrader_config.py."
)
UNREACHABLE = (
    "cannot be read or written: the disk reports an error, as network disks without locks do. "
    f"Check it, or copy the course folder to a disk on this computer, {AGAIN}"
)
# What SQLite says of a gradebook, by the kind of error.
FAULTS = {
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_FULL: f"has no room, because the disk is full. Free some space, {AGAIN}",
    sqlite3.SQLITE_READONLY: FORBIDDEN,
    sqlite3.SQLITE_PERM: FORBIDDEN,
    sqlite3.SQLITE_CANTOPEN: FORBIDDEN,
    sqlite3.SQLITE_IOERR: UNREACHABLE,
    sqlite3.SQLITE_PROTOCOL: UNREACHABLE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}


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
    from nbgrader.api import Gradebook, InvalidEntry, app_log  # noqa: PLC0415
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    ask_for_the_schema_here()
    # nbgrader prints the traceback of an error that it raises all the same.
    app_log.addFilter(_nothing)
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
        if fault := fault_of(error):
            raise GradebookError(f"{_named(db_url)} {fault}") from error
        # The database's own message, without the statement and its data.
        cause = getattr(error, "orig", None) or error
        raise GradebookError(
            f"{_named(db_url)} cannot be used: {one_line(str(cause))}. Check "
            "CourseDirectory.db_url in nbgrader_config.py, and that the database server is "
            "running; everything saved so far is kept."
        ) from error
    finally:
        app_log.removeFilter(_nothing)


def _nothing(record: logging.LogRecord) -> bool:
    return False


def check_writable(database: Path) -> None:
    """Check that an SQLite gradebook, if it exists, can be written to; wait a while for others.

    Raises
    ------
    GradebookError
        If it cannot, such as when another program has locked it.
    """
    if not database.is_file():
        return
    with _faults_told(database), closing(_connected(database)) as book:
        book.execute("BEGIN IMMEDIATE")


def copy_database(database: Path, copy: Path) -> None:
    """Copy an SQLite database as it is at one moment; the copy is whole, or there is none.

    Parameters
    ----------
    database, copy : Path
        The database, and the file to write.

    Raises
    ------
    GradebookError
        If it cannot be copied: another program keeps writing to it, or the disk is full.
    """
    part = copy.with_name(f"{copy.name}.part")
    try:
        with _faults_told(database), closing(_connected(database)) as source:
            # Once it may be read, nobody locks it; a backup itself would wait for ever.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            with closing(sqlite3.connect(part)) as target:
                source.backup(target)
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)


def _connected(database: Path) -> sqlite3.Connection:
    """Return a connection to a database that exists."""
    address = f"{database.resolve().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE_SECONDS)


@contextmanager
def _faults_told(database: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        fault = fault_of(error) or f"cannot be used: {error}."
        raise GradebookError(f"The gradebook {database} {fault}") from None


def fault_of(error: BaseException | None) -> str:
    """Return what is wrong with an SQLite gradebook as a whole, and what to do about it.

    Parameters
    ----------
    error : Exception
        An error; the errors that caused it are examined too.

    Returns
    -------
    str
        What to say after the name of the gradebook; empty if it is not known.
    """
    while error:
        # The lower byte is the kind of error.
        if fault := FAULTS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF):
            return fault
        error = error.__cause__ or error.__context__
    return ""


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
