"""Feedback pages go back to students through their LMS; the instructor's copies stay here."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from hostile.small_class import LESSON, lay_out_class
from lms_files import Student, blackboard_files, canvas_files, moodle_files, roster_of, zipped
from nbgrader.api import Gradebook
from without_sandbox import course, grade_without_sandbox

from grading_helpers.instructor.lms.outgoing.feedback_archive import FeedbackTarget

pytestmark = pytest.mark.integration

CLASS = (
    Student("ada", "Ada María", "O'Neill_Díaz", "1001", "657737"),
    Student("nils", "Nils", "Ek", "1002", "657738"),
    Student("zoe", "Zoe", "李", "1003", "657739"),
)
PAGE = f"{LESSON}.html"
WORK = [(one, f"{LESSON}.ipynb", b"{}") for one in CLASS]
CONFIG = """from grading_helpers.instructor.feedback.settings import explain_marks
c = get_config()
c.CourseDirectory.course_id = "fans"
explain_marks(c)
"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graded class, of which zoe's written answer is not marked yet."""
    root = lay_out_class(tmp_path_factory.mktemp("class")).root
    (root / "nbgrader_config.py").write_text(CONFIG)
    (root / "roster.csv").write_text(roster_of(CLASS))
    with pytest.MonkeyPatch.context() as patch:
        grade_without_sandbox(patch)
        patch.chdir(root)
        assert course("grade", LESSON).exit_code == 0
    with Gradebook(f"sqlite:///{root}/gradebook.db", "fans") as book:
        for student in ("ada", "nils"):
            grade = book.find_grade("essay", LESSON, LESSON, student)
            grade.manual_score, grade.needs_manual_grade = 2.0, False
        book.db.commit()
    return root


@pytest.fixture
def here(graded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, as the current folder."""
    root = shutil.copytree(graded, tmp_path / "course")
    monkeypatch.chdir(root)
    return root


def taken_by_moodle(names: list[str]) -> dict[str, str]:
    """Return the file for each participant, as the zip importer of the feedback plugin does.

    By ``mod/assign/feedback/file/importziplib.php``: parts between underscores are a name, the
    participant's number, the kind and the name of a plugin, and the file.
    """
    found = {}
    for name in names:
        _, number, kind, plugin, file = name.split("_", 4)
        assert (kind, plugin) == ("assignfeedback", "file")
        assert number.isdecimal()
        found[number] = file
    return found


def taken_by_canvas(names: list[str], uploads: dict[str, str]) -> dict[str, str]:
    """Return the user for each file, as ``infer_comment_context_from_filename`` does.

    By ``app/models/assignment.rb``: the first two numbers between underscores are those of a user
    and of a file that this user handed in.
    """
    found = {}
    for name in names:
        user, attachment = [part for part in name.split("_") if re.fullmatch(r"\d+", part)][:2]
        assert uploads[attachment] == user
        found[user] = name
    return found


def names_in(archive: Path) -> list[str]:
    with zipfile.ZipFile(archive) as packed:
        return packed.namelist()


@pytest.mark.parametrize("flat", [True, False])
def test_moodle_gets_each_page_under_the_participants_number(here: Path, flat: bool) -> None:
    Path("download.zip").write_bytes(zipped(moodle_files(WORK, flat=flat)))
    said = course("feedback", LESSON, "--for", "moodle", "--from", "download.zip")
    assert said.exit_code == 1
    assert "zoe: not in the archive: written answers still have to be marked" in said.stdout
    assert "Upload multiple feedback files in a zip" in said.stdout
    archive = here / "exports" / f"{LESSON}.feedback.moodle.zip"
    assert taken_by_moodle(names_in(archive)) == {"657737": PAGE, "657738": PAGE}
    [adas] = [name for name in names_in(archive) if "_657737_" in name]
    content = zipfile.ZipFile(io.BytesIO(archive.read_bytes())).read(adas)
    assert content == (here / "feedback" / "ada" / LESSON / PAGE).read_bytes()


def test_moodles_worksheet_has_the_numbers_too_where_groups_handed_in(here: Path) -> None:
    rows = [f'Participant {one.participant},"{one.full_name}",Team 1,\n' for one in CLASS]
    Path("grades.csv").write_text("".join(["Identifier,Full name,Group,Grade\n", *rows[1:]]))
    folder = "Team 1_31_assignsubmission_file"
    Path("download.zip").write_bytes(zipped({f"{folder}/{LESSON}.ipynb": b"{}"}))
    words = ["feedback", LESSON, "--for", "moodle", "--from", "download.zip"]
    refused = course(*words)
    assert refused.exit_code == 2
    assert "ada: not in the archive: download.zip has no file" in refused.stderr
    said = course(*words, "--worksheet", "grades.csv")
    assert "ada: not in the archive: the worksheet has no row of this student" in said.stdout
    archive = here / "exports" / f"{LESSON}.feedback.moodle.zip"
    assert taken_by_moodle(names_in(archive)) == {"657738": PAGE}


def test_canvas_gets_each_page_under_the_numbers_of_user_and_upload(here: Path) -> None:
    twice = [*WORK, (CLASS[0], f"{LESSON}.ipynb", b"{} ")]
    files = canvas_files(twice, late=("nils",))
    Path("download.zip").write_bytes(zipped(files))
    said = course("feedback", LESSON, "--for", "canvas", "--from", "download.zip", "--json")
    told = json.loads(said.stdout)["archive"]
    assert told["students"] == ["ada", "nils"]
    uploads = {"2001": "1001", "2002": "1002", "2003": "1003", "2004": "1001"}
    taken = taken_by_canvas(names_in(here / told["file"]), uploads)
    assert sorted(taken) == ["1001", "1002"]
    assert "_2004_" in taken["1001"], "the newest upload"


def test_the_tool_for_blackboard_gets_each_page_under_the_user_name(here: Path) -> None:
    said = course("feedback", LESSON, "--for", "blackboard")
    assert "Blackboard itself takes feedback files only one by one" in said.stdout
    names = names_in(here / "exports" / f"{LESSON}.feedback.blackboard.zip")
    assert names == [f"feedback_ada_{LESSON}.html", f"feedback_nils_{LESSON}.html"]


def test_an_archive_needs_a_download_from_the_same_lms(here: Path) -> None:
    said = course("feedback", LESSON, "--for", "canvas")
    assert said.exit_code == 2
    assert "--for canvas needs --from DOWNLOAD" in said.stderr
    Path("download.zip").write_bytes(zipped(blackboard_files(WORK)))
    said = course("feedback", LESSON, "--for", "moodle", "--from", "download.zip")
    assert said.exit_code == 2
    assert "was read as a download from blackboard, not from moodle" in said.stderr
    Path("download.zip").write_bytes(zipped(moodle_files(WORK[:1])))
    said = course("feedback", LESSON, "--for", "moodle", "--from", "download.zip")
    assert "nils: not in the archive: download.zip has no file of this student" in said.stdout
    assert not (here / "exports" / f"{LESSON}.feedback.canvas.zip").exists()


def test_the_docs_name_the_command_for_each_lms() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "lms.md").read_text("utf-8")
    named = re.findall(r"^ {4}course feedback 03_rater --for (\w+)(.*)$", docs, re.MULTILINE)
    assert [lms for lms, _ in named] == list(FeedbackTarget)
    assert [more for _, more in named] == [" --from submissions.zip", " --from submissions.zip", ""]


def test_the_instructors_copy_shows_hidden_tests_says_so_and_lies_elsewhere(here: Path) -> None:
    said = course("feedback", LESSON, "ada", "--instructor-copy")
    assert said.exit_code == 0, said.output
    assert not (here / "feedback").exists()
    page = (here / "reports" / "instructors_copies" / LESSON / "ada.html").read_text("utf-8")
    assert "hidden-totals" in page
    assert "The instructor’s copy." in page
    assert "do not pass it on" in page
    assert f"1 page in {here / 'reports' / 'instructors_copies'}" in said.stdout
    course("feedback", LESSON, "ada")
    students = (here / "feedback" / "ada" / LESSON / f"{LESSON}.html").read_text("utf-8")
    assert "hidden-totals" not in students
    assert "instructor’s copy" not in students
    said = course("feedback", LESSON, "--instructor-copy", "--for", "blackboard")
    assert said.exit_code == 2
