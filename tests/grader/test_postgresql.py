"""A gradebook in a real PostgreSQL holds the same marks as one in SQLite."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile.lesson import TESTS, enter_lesson
from nbgrader.api import Gradebook

from grading_helpers.instructor.grader.course import Options, grade_lesson
from grading_helpers.instructor.grader.course_folder import CourseFolder

pytestmark = pytest.mark.slow
LESSON = "07_fans"
DEBIANS = Path("/usr/lib/postgresql")


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The address of an empty database on a server of this test's own."""
    found = shutil.which("initdb") or max(DEBIANS.glob("*/bin/initdb"), default="")
    if not found:
        if os.environ.get("CI"):
            pytest.fail("no PostgreSQL: in CI this test must run")
        pytest.skip("no PostgreSQL here: install postgresql to run this test")
    with tempfile.TemporaryDirectory(prefix="pg") as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        server = Server(Path(found).parent, Path(home))
        server.run("initdb", "-A", "trust", "-U", "teacher")
        options = f"-p {port} -h 127.0.0.1 -k {home}"
        server.run("pg_ctl", "-w", "-o", options, "-l", f"{home}/log", "start")
        try:
            yield f"postgresql+psycopg://teacher@127.0.0.1:{port}/postgres"
        finally:
            server.run("pg_ctl", "-m", "immediate", "stop")


class Server:
    """The programs of a server that keeps its files in a folder; root may not run it."""

    def __init__(self, programs: Path, home: Path) -> None:
        self.programs, self.home = programs, home
        self.as_user: dict[str, Any] = {}
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(home, account.pw_uid, account.pw_gid)
            self.as_user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def run(self, program: str, *words: str) -> None:
        command = [self.programs / program, "-D", self.home / "data", *words]
        subprocess.run(
            command, check=True, cwd=self.home, stdout=subprocess.DEVNULL, **self.as_user
        )


def marks(folder: CourseFolder) -> dict[str, dict[str, tuple[float | None, bool]]]:
    with Gradebook(folder.url, folder.course_id) as book:
        return {
            student: {
                one.name: (one.auto_score, one.needs_manual_grade)
                for one in book.find_submission_notebook(LESSON, LESSON, student).grades
            }
            for student in folder.students(LESSON)
        }


def test_the_marks_are_those_of_sqlite(folder: CourseFolder, database: str) -> None:
    enter_lesson(database)
    elsewhere = replace(folder, db_url=database)
    for one in (folder, elsewhere):
        seen: list[object] = []
        grade_lesson(one, LESSON, one.students(LESSON), seen.append, Options(force=True))
        assert len(seen) == 3
    assert elsewhere.database is None
    assert marks(elsewhere) == marks(folder)
    assert marks(folder)["ada"] == {
        **{name: (points, False) for name, points in TESTS.items()},
        "essay": (None, True),
    }
