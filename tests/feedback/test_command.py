"""``course feedback`` and ``nbgrader generate_feedback``: a page or a reason for each student."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hostile.small_class import LESSON, lay_out_class
from nbgrader.api import Gradebook
from typer.testing import CliRunner, Result

from grading_helpers.instructor.cli import app
from grading_helpers.instructor.gradebook.opening import put_programs_on_path
from grading_helpers.instructor.grader.grade_class import Options, grade_lesson
from grading_helpers.instructor.nbgrader_api import nbgrader_api

pytestmark = pytest.mark.integration

CONFIG = """from grading_helpers.instructor.feedback.settings import explain_marks

c = get_config()
c.CourseDirectory.course_id = "fans"
explain_marks(c, show_hidden={show_hidden})
"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course folder whose class was graded."""
    put_programs_on_path()
    folder = lay_out_class(tmp_path_factory.mktemp("class"))
    grade_lesson(folder, LESSON, folder.students(LESSON), lambda _: None, Options())
    return folder.root


@pytest.fixture
def here(graded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, as the current folder."""
    root = shutil.copytree(graded, tmp_path / "course")
    (root / "nbgrader_config.py").write_text(CONFIG.format(show_hidden=False))
    monkeypatch.chdir(root)
    return root


def feedback(*words: str) -> Result:
    return CliRunner().invoke(app, ["feedback", *words])


def page(root: Path, student: str) -> Path:
    return root / "feedback" / student / LESSON / f"{LESSON}.html"


def test_everybody_who_was_graded_gets_a_page(here: Path) -> None:
    said = feedback(LESSON)
    assert said.exit_code == 0, said.output
    assert f"{LESSON}: 3 pages in " in said.stdout
    told = page(here, "zoe").read_text()
    assert "hidden test, on data that you could not see" in told
    assert "The function returned" not in told
    assert "<strong>7</strong> of 9 points so far" in page(here, "ada").read_text()


def test_solutions_are_on_the_pages_if_the_command_asks_for_them(here: Path) -> None:
    assert feedback(LESSON, "zoe", "--with-solutions").exit_code == 0
    assert 'id="solutions"' in page(here, "zoe").read_text()
    assert feedback(LESSON, "zoe").exit_code == 0
    assert 'id="solutions"' not in page(here, "zoe").read_text()


def test_the_command_says_what_is_still_to_be_marked_and_what_comes_next(here: Path) -> None:
    said = feedback(LESSON)
    assert "Written answers still have to be marked: ada, zoe." in said.stdout
    assert (
        f"Next: mark them with `course mark {LESSON}`, then run `course feedback {LESSON}`."
        in said.stdout
    )


def test_a_mark_by_hand_and_its_comment_are_on_the_page(here: Path) -> None:
    with Gradebook(f"sqlite:///{here}/gradebook.db", "fans") as book:
        book.find_grade("essay", LESSON, LESSON, "ada").manual_score = 1.5
        book.find_comment("essay", LESSON, LESSON, "ada").manual_comment = "Ask *whom*?"
        book.find_submission(LESSON, "ada").notebooks[0].late_submission_penalty = 2.0
        book.db.commit()
    feedback(LESSON, "ada")
    text = page(here, "ada").read_text()
    assert "<strong>6.5</strong> of 9 points</p>" in text
    assert "Ask <em>whom</em>?" in text
    assert "Handed in late" in text
    assert "−2</td>" in text


def test_a_student_who_was_not_graded_is_named_and_affects_nobody_else(here: Path) -> None:
    shutil.rmtree(here / "autograded" / "nils")
    said = feedback(LESSON)
    assert said.exit_code == 1
    assert (
        f"nils: handed in but has not been graded. To fix: run course grade {LESSON} nils."
        in said.stdout
    )
    assert page(here, "ada").is_file()
    assert not page(here, "nils").parent.exists()


def hand_in_half(root: Path, student: str) -> None:
    """Replace a student's notebook with half of it, and grade it."""
    place = root / "submitted" / student / LESSON / f"{LESSON}.ipynb"
    place.write_bytes(place.read_bytes()[:300])
    CliRunner().invoke(app, ["grade", LESSON, student])


def test_the_reason_why_work_could_not_be_graded_is_reported(here: Path) -> None:
    shutil.rmtree(here / "autograded" / "nils")
    hand_in_half(here, "nils")
    said = feedback(LESSON)
    assert said.exit_code == 1
    assert "nils: could not be graded: the notebook is cut off" in said.stdout
    assert f"collect it, then run course grade {LESSON} nils" in said.stdout
    again = here / "submitted" / "nils" / LESSON / f"{LESSON}.ipynb"
    again.write_bytes((here / "submitted" / "ada" / LESSON / f"{LESSON}.ipynb").read_bytes())
    assert "nils: handed in but has not been graded" in feedback(LESSON).stdout


def test_a_page_about_earlier_work_is_reported(here: Path) -> None:
    hand_in_half(here, "zoe")
    said = feedback(LESSON)
    assert said.exit_code == 1
    assert "zoe: the page is about earlier work" in said.stdout
    assert "the notebook is cut off" in said.stdout
    assert page(here, "zoe").is_file()


def test_a_student_without_marks_in_the_gradebook_is_named(here: Path) -> None:
    with Gradebook(f"sqlite:///{here}/gradebook.db", "fans") as book:
        book.remove_submission(LESSON, "zoe")
    said = feedback(LESSON)
    assert said.exit_code == 1
    assert "zoe: there are no marks for 07_fans in the gradebook" in said.stdout
    assert page(here, "ada").is_file()


def test_a_damaged_notebook_is_named_and_affects_nobody_else(here: Path) -> None:
    (here / "autograded" / "zoe" / LESSON / f"{LESSON}.ipynb").write_text("{")
    said = feedback(LESSON)
    assert said.exit_code == 1
    assert f"zoe: autograded/zoe/{LESSON}/{LESSON}.ipynb cannot be shown" in said.stdout
    assert page(here, "ada").is_file()


def test_an_unknown_student_is_reported(here: Path) -> None:
    said = feedback(LESSON, "ada", "adda")
    assert said.exit_code == 1
    assert "adda: there is no submitted/adda" in said.stdout
    assert page(here, "ada").is_file()


def test_json_says_the_same(here: Path) -> None:
    shutil.rmtree(here / "autograded" / "nils")
    said = feedback(LESSON, "--json")
    told = json.loads(said.stdout)
    assert said.exit_code == told["exit"] == 1
    assert told["written"]["ada"] == f"feedback/ada/{LESSON}/{LESSON}.html"
    assert list(told["failed"]) == ["nils"]
    assert told["waiting"] == ["ada", "zoe"]


def test_feedback_before_grading_is_refused(here: Path) -> None:
    shutil.rmtree(here / "autograded")
    assert feedback(LESSON).exit_code == 2
    (here / "gradebook.db").unlink()
    said = feedback(LESSON)
    assert said.exit_code == 2
    assert "Grade the lesson first" in said.stderr
    assert not (here / "gradebook.db").exists()


def test_an_unknown_lesson_is_refused(here: Path) -> None:
    said = feedback("08_fans", "--json")
    assert said.exit_code == 2
    assert "There is no lesson '08_fans'" in json.loads(said.stdout)["error"]
    (here / "gradebook.db").unlink()
    assert "There are: 07_fans." in feedback("08_fans").stderr


def test_the_data_on_which_a_test_fails_are_shown_if_asked_for(here: Path) -> None:
    hidden = "<td>4.0</td>"
    feedback(LESSON)
    assert hidden not in page(here, "zoe").read_text()
    assert feedback(LESSON, "--counterexamples").exit_code == 0
    lost, _, notebook = page(here, "zoe").read_text().partition('id="notebook"')
    assert "On these data your answer goes wrong:" in lost
    assert hidden in lost
    assert "The function returned a dictionary: {}." in lost
    assert "5.5" not in lost
    assert hidden not in notebook
    assert "On these data" not in page(here, "ada").read_text() + page(here, "nils").read_text()


def test_hidden_tests_are_shown_if_asked_for(here: Path) -> None:
    feedback(LESSON)
    assert "hidden-totals" not in page(here, "ada").read_text()
    feedback(LESSON, "--show-hidden")
    assert "hidden-totals" in page(here, "ada").read_text()
    (here / "nbgrader_config.py").write_text(CONFIG.format(show_hidden=True))
    feedback(LESSON, "--describe-hidden")
    assert "hidden-totals" not in page(here, "ada").read_text()
    feedback(LESSON)
    assert "hidden-totals" in page(here, "ada").read_text()


def test_the_files_that_nbgrader_needs_to_release_a_page_are_beside_it(here: Path) -> None:
    feedback(LESSON)
    assert (page(here, "ada").parent / "timestamp.txt").read_text().startswith("2026-11-22")


def test_nbgrader_writes_the_same_pages(here: Path) -> None:
    feedback(LESSON)
    ours = {name: page(here, name).read_bytes() for name in ("ada", "nils", "zoe")}
    shutil.rmtree(here / "feedback")
    answer = nbgrader_api(here, here / "nbgrader_config.py").generate_feedback(LESSON)
    assert answer["success"], answer["log"]
    assert {name: page(here, name).read_bytes() for name in ours} == ours
    # The formgrader does all of this in one process, and the lesson may be corrected meanwhile.
    for kind in ("source", "release"):
        file = here / kind / LESSON / f"{LESSON}.ipynb"
        file.write_text(file.read_text().replace("Hidden: the totals", "Hidden: the sums"))
    api = nbgrader_api(here, here / "nbgrader_config.py")
    assert api.generate_feedback(LESSON, force=True)["success"]
    assert "the sums" in page(here, "zoe").read_text()
    assert "the totals" not in page(here, "zoe").read_text()
