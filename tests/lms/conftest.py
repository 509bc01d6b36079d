"""An invented class, its notebooks, and downloads as each LMS would create them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lms_files import (
    Files,
    Student,
    Upload,
    blackboard_files,
    canvas_files,
    gradescope_files,
    ilias_files,
    moodle_files,
    roster_of,
    zipped,
)
from typer.testing import CliRunner, Result

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.cli import app

LESSON = "03_rater"


CLASS = (
    Student("aoneill", "Ana María", "O'Neill", "1001", "657737"),
    Student("blee", "Bo", "Lee, Jr.", "1002", "657738"),
    Student("c_mueller", "Çağla", "Müller-Özdemir", "1003", "657739"),
    Student("dsmith", "Dana 🦊", 'Smith "Dee"', "1004", "657740"),
    Student("e.wang", "=Edda", "+Wang", "1005", "657741"),
)


@pytest.fixture(scope="session")
def students() -> tuple[Student, ...]:
    """Five invented students with names that try every format."""
    return CLASS


@pytest.fixture
def klass(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course folder with two released lessons, as the current folder."""
    root = tmp_path / "class"
    for lesson in (LESSON, "02_loyalty_stages"):
        for top in ("source", "release"):
            shutil.copytree(course.root / top / lesson, root / top / lesson)
    shutil.copy(course.config, root)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def roster(klass: Path) -> Path:
    """The class list, in the course folder."""
    path = klass / "roster.csv"
    path.write_text(roster_of(CLASS), "utf-8")
    return path


@pytest.fixture(scope="session")
def notebook(course: Course) -> Callable[..., bytes]:
    """A function that returns a student's notebook with a given text in it."""

    def make(answer: str, lesson: str = LESSON) -> bytes:
        content = json.loads(course.release(lesson).read_text("utf-8"))
        content["cells"].append({"cell_type": "markdown", "metadata": {}, "source": answer})
        return json.dumps(content, ensure_ascii=False).encode()

    return make


Maker = Callable[..., Files]


@pytest.fixture(scope="session")
def moodle() -> Maker:
    """Names files as Moodle's download does."""
    return moodle_files


@pytest.fixture(scope="session")
def canvas() -> Maker:
    """Names files as Canvas's download does."""
    return canvas_files


@pytest.fixture(scope="session")
def blackboard() -> Maker:
    """Names files as Blackboard's download does."""
    return blackboard_files


@pytest.fixture(scope="session")
def gradescope() -> Maker:
    """Names files as Gradescope's export does."""
    return gradescope_files


@pytest.fixture(scope="session")
def ilias() -> Maker:
    """Names files as ILIAS's download does."""
    return ilias_files


@pytest.fixture
def plain() -> Maker:
    """A function that puts files into a folder for each student."""

    def make(uploads: list[Upload]) -> Files:
        return {f"{one.student_id}/{file}": content for one, file, content in uploads}

    return make


@pytest.fixture
def download(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes files as a zip, or unpacked."""

    def write(files: Files, *, unpacked: bool = False, **how: Any) -> Path:
        if not unpacked:
            path = tmp_path / f"download{len(list(tmp_path.iterdir()))}.zip"
            path.write_bytes(zipped(files, **how))
            return path
        folder = tmp_path / f"unpacked{len(list(tmp_path.iterdir()))}"
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
            os.utime(folder / name, (1_795_500_000, 1_795_500_000))
        return folder

    return write


Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """A function that runs ``course`` with some arguments."""
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def collected(run: Run, klass: Path) -> Callable[..., dict[str, Any]]:
    """A function that collects and returns the command's JSON."""

    def collect(path: Path, *words: str | Path) -> dict[str, Any]:
        result = run("collect", LESSON, path, "--json", *words)
        assert result.stdout, result.exception
        said: dict[str, Any] = json.loads(result.stdout)
        assert said["exit"] == result.exit_code
        return said

    return collect


@pytest.fixture
def handed_in(klass: Path) -> Callable[[str], bytes]:
    """A function that returns the notebook of a student in ``submitted/``."""
    return lambda student: (klass / "submitted" / student / LESSON / f"{LESSON}.ipynb").read_bytes()
