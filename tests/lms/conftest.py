"""An invented class, its notebooks, and downloads as each LMS would make them."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from grading_helpers.instructor.build import Course
from grading_helpers.instructor.cli import app

LESSON = "03_rater"


@dataclass(frozen=True)
class Student:
    """An invented student as an LMS knows them."""

    student_id: str
    given: str
    family: str
    number: str
    participant: str

    @property
    def email(self) -> str:
        return f"{self.student_id}@example.org"

    @property
    def full_name(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def sortable_name(self) -> str:
        return f"{self.family}, {self.given}"


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
    """A course folder with two lessons handed out, and the current folder."""
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
    lines = ["student_id,first_name,last_name,email,lms_user_id"]
    for one in CLASS:
        family = one.family.replace('"', '""')
        lines.append(f'{one.student_id},{one.given},"{family}",{one.email},{one.number}')
    path = klass / "roster.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture(scope="session")
def notebook(course: Course) -> Callable[..., bytes]:
    """A function that returns a student's notebook, told apart by what stands in it."""

    def make(answer: str, lesson: str = LESSON) -> bytes:
        content = json.loads(course.release(lesson).read_text("utf-8"))
        content["cells"].append({"cell_type": "markdown", "metadata": {}, "source": answer})
        return json.dumps(content, ensure_ascii=False).encode()

    return make


Files = dict[str, bytes]
Maker = Callable[..., Files]


def clean(name: str) -> str:
    """Return a name as Moodle puts it into a path."""
    return re.sub(r'[<>:"/\\|?*]', "", name).replace("_", " ")


@pytest.fixture(scope="session")
def moodle() -> Maker:
    """A function that names files as Moodle's download does, in folders or flat."""

    def make(uploads: list[tuple[Student, str, bytes]], *, flat: bool = False) -> Files:
        between = "_assignsubmission_file" + ("_" if flat else "/")
        return {
            f"{clean(one.full_name)}_{one.participant}{between}{file}": content
            for one, file, content in uploads
        }

    return make


@pytest.fixture(scope="session")
def canvas() -> Maker:
    """A function that names files as Canvas's download does; attachments are numbered on."""

    def make(uploads: list[tuple[Student, str, bytes]], *, late: tuple[str, ...] = ()) -> Files:
        files = {}
        for number, (one, file, content) in enumerate(uploads, start=2001):
            name = re.sub(r"\W", "", one.sortable_name.lower())
            middle = "_LATE" if one.student_id in late else ""
            files[f"{name}{middle}_{one.number}_{number}_{file}"] = content
        return files

    return make


@pytest.fixture(scope="session")
def blackboard() -> Maker:
    """A function that names files as Blackboard's download does, with the note it adds."""

    def make(uploads: list[tuple[Student, str, bytes]], *, day: int = 20) -> Files:
        files = {}
        for hour, (one, file, content) in enumerate(uploads, start=8):
            head = f"Lesson_3 (RATER)_{one.student_id}_attempt_2026-11-{day}-{hour:02}-30-00"
            files[f"{head}_{file}"] = content
            files[f"{head}.txt"] = f"Name: {one.full_name} ({one.student_id})\n".encode()
        return files

    return make


@pytest.fixture
def plain() -> Maker:
    """A function that lays files out in a folder for each student."""

    def make(uploads: list[tuple[Student, str, bytes]]) -> Files:
        return {f"{one.student_id}/{file}": content for one, file, content in uploads}

    return make


def zipped(files: Files, date: datetime = datetime(2026, 11, 24, 9, 0)) -> bytes:
    """Return files as a zip, all of one date as an LMS that writes them now."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, date.timetuple()[:6])
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return memory.getvalue()


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
    """A function that runs ``course`` with some words."""
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def collected(run: Run, klass: Path) -> Callable[..., dict[str, Any]]:
    """A function that collects and returns what the command says to machines."""

    def collect(path: Path, *words: str | Path) -> dict[str, Any]:
        result = run("collect", LESSON, path, "--json", *words)
        said: dict[str, Any] = json.loads(result.stdout)
        assert said["exit"] == result.exit_code
        return said

    return collect


@pytest.fixture
def handed_in(klass: Path) -> Callable[[str], bytes]:
    """A function that returns the notebook of a student in ``submitted/``."""
    return lambda student: (klass / "submitted" / student / LESSON / f"{LESSON}.ipynb").read_bytes()
