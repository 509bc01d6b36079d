"""A gradebook in a real PostgreSQL gets the same marks as one in SQLite."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile.lesson import TESTS, enter_lesson
from nbgrader.api import Gradebook

from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.errors import GradebookError
from grading_helpers.instructor.grader.grade_class import Options, grade_lesson
from grading_helpers.instructor.grader.submission.assignment import read_assignment
from grading_helpers.instructor.marking.desk import MarkingDesk
from grading_helpers.instructor.marking.hand_marks import EnteredMark
from grading_helpers.instructor.marking.merge_gradebooks import merge_gradebooks

LESSON = "07_fans"
DEBIANS = Path("/usr/lib/postgresql")


class Server:
    """A server with its own data folder; root may not run it."""

    def __init__(self, programs: Path, home: Path) -> None:
        self.programs, self.home = programs, home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.as_user: dict[str, Any] = {}
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(home, account.pw_uid, account.pw_gid)
            self.as_user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        self.run("initdb", "-A", "trust", "-U", "teacher")

    def start(self) -> None:
        options = f"-p {self.port} -h 127.0.0.1 -k {self.home}"
        self.run("pg_ctl", "-w", "-o", options, "-l", f"{self.home}/log", "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-w", "-m", "immediate", "stop")

    def run(self, program: str, *words: str) -> None:
        command = [self.programs / program, "-D", self.home / "data", *words]
        subprocess.run(
            command, check=True, cwd=self.home, stdout=subprocess.DEVNULL, **self.as_user
        )

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://teacher@127.0.0.1:{self.port}/postgres"


@pytest.fixture
def server() -> Iterator[Server]:
    """A running server with an empty database for one test."""
    found = shutil.which("initdb") or max(DEBIANS.glob("*/bin/initdb"), default="")
    if not found:
        if os.environ.get("CI"):
            pytest.fail("no PostgreSQL: in CI this test must run")
        pytest.skip("no PostgreSQL here: install postgresql to run this test")
    with tempfile.TemporaryDirectory(prefix="pg") as home:
        started = Server(Path(found).parent, Path(home))
        started.start()
        try:
            yield started
        finally:
            started.stop()


def marks(folder: CourseFolder) -> dict[str, dict[str, tuple[float | None, bool]]]:
    with Gradebook(folder.url, folder.course_id) as book:
        return {
            student: {
                one.name: (one.auto_score, one.needs_manual_grade)
                for one in book.find_submission_notebook(LESSON, LESSON, student).grades
            }
            for student in folder.students(LESSON)
        }


def mark_essay(folder: CourseFolder, student: str) -> None:
    """Mark a written answer as `course mark` does."""
    desk = MarkingDesk(folder, read_assignment(folder, LESSON))
    answers = desk.overview("essay")["answers"]
    shown = next(one for one in answers if one["student"] == student)
    desk.save("essay", shown["key"], EnteredMark(1.5, "Why?"), shown["version"])


@pytest.mark.integration
def test_postgresql_gets_the_same_marks_as_sqlite(folder: CourseFolder, server: Server) -> None:
    enter_lesson(server.url)
    elsewhere = replace(folder, db_url=server.url)
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
    mark_essay(elsewhere, "ada")
    mark_essay(folder, "zoe")
    for one, other in ((folder, server.url), (elsewhere, str(folder.database))):
        merge = merge_gradebooks(one, other)
        assert (len(merge.points), len(merge.comments)) == (1, 1)
        assert not [*merge.conflicts, *merge.notes]
    assert marks(elsewhere) == marks(folder)
    assert marks(elsewhere)["ada"]["essay"] == marks(elsewhere)["zoe"]["essay"] == (None, False)


@pytest.mark.integration
def test_the_next_run_grades_the_rest_after_a_server_stops(
    folder: CourseFolder, server: Server
) -> None:
    enter_lesson(server.url)
    elsewhere, seen = replace(folder, db_url=server.url), list[object]()

    def advance(result: object) -> None:
        seen.append(result)
        if len(seen) == 1:
            server.stop()

    with pytest.raises(GradebookError, match="database server is running"):
        grade_lesson(elsewhere, LESSON, elsewhere.students(LESSON), advance)
    server.start()
    grade_lesson(elsewhere, LESSON, elsewhere.students(LESSON), advance)
    assert len(seen) == 3
    grade_lesson(folder, LESSON, folder.students(LESSON), seen.append, Options(force=True))
    assert marks(elsewhere) == marks(folder)


def test_a_gradebook_that_cannot_be_opened_is_reported(
    folder: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.root / "broken.db").write_bytes(b"no database" * 100)
    broken = replace(folder, db_url=f"sqlite:///{folder.root}/broken.db")
    with pytest.raises(GradebookError, match="file is not a database"):
        broken.has_gradebook_of(LESSON)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    without_driver = replace(folder, db_url="postgresql+psycopg://teacher@127.0.0.1/postgres")
    with pytest.raises(GradebookError, match="postgres"):
        without_driver.has_gradebook_of(LESSON)
