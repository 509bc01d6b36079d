"""``course why`` shows on what data an answer fails, and says what is wrong with a question."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile.lesson import as_bytes, filled_in
from hostile.small_class import LESSON, lay_out_class
from nbgrader.api import Gradebook
from typer.testing import CliRunner, Result

from grading_helpers.instructor.cli import app
from grading_helpers.instructor.gradebook.opening import put_programs_on_path
from grading_helpers.instructor.grader import explain_work
from grading_helpers.instructor.grader.grade_class import grade_lesson
from grading_helpers.instructor.grader.self_test import SandboxCheck

pytestmark = pytest.mark.integration

ONE_SALE = """def totals(table):
    return table.groupby("shop")["sales"].max().to_dict()
"""
RUDE = """def share_of_fans(scores):
    if len(scores) > 3:
        raise ValueError("\\x1b[31mtoo many")
    return 100 * sum(score >= 9 for score in scores) / len(scores)
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course folder whose class was graded; somebody handed in later."""
    put_programs_on_path()
    folder = lay_out_class(tmp_path_factory.mktemp("class"))
    submitted = folder.root / "submitted"
    place = submitted / "zoe" / LESSON / f"{LESSON}.ipynb"
    place.write_bytes(as_bytes(filled_in({"totals": ONE_SALE, "share_of_fans": RUDE})))
    for student, answer in (("yara", "def total(table): ..."), ("omar", "def totals(table):")):
        place = submitted / student / LESSON / f"{LESSON}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(as_bytes(filled_in({"totals": answer})))
    grade_lesson(folder, LESSON, folder.students(LESSON), lambda _: None)
    (submitted / "late" / LESSON).mkdir(parents=True)
    (folder.root / "nbgrader_config.py").write_text(
        'c = get_config()\nc.CourseDirectory.course_id = "fans"\n'
    )
    return folder.root


def why(root: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["why", *words, "--folder", str(root)])


def test_each_test_is_shown_with_the_smallest_data_on_which_the_answer_fails(root: Path) -> None:
    before = sorted(path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file())
    said = why(root, LESSON, "zoe", "totals")
    assert said.exit_code == 0, said.output
    table = ["    shop  sales", "  0    N    1.5", "  1    S    2.0", "  2    N    4.0"]
    assert "\n".join(f"  {line}" for line in table) in said.stdout
    for line in (
        f"the tests of totals, run again on autograded/zoe/{LESSON}/{LESSON}.ipynb",
        "totals_values: failed, 0 of 3 points",
        "It tests: The totals, and that the table stays as it was",
        "Expected: {'N': 5.5, 'S': 2.0}",
        "Came back: The function returned a dictionary: {'N': 4.0, 'S': 2.0}.",
        "These are the points in the gradebook.",
    ):
        assert line in said.stdout
    stopped = why(root, LESSON, "zoe", "share_of_fans").stdout
    assert "[10, 9, 8, 0]\n  Came back: The function stopped with ValueError:" in stopped
    assert "\x1b" not in stopped
    assert "chart_bars: passed, 1 of 1 point\n" in why(root, LESSON, "ada", "chart").stdout
    stub = why(root, LESSON, "nils", "totals").stdout
    assert "Its message: This answer has not been written yet" in stub
    after = sorted(path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file())
    assert before == after

    with Gradebook(f"sqlite:///{root}/gradebook.db", "fans") as book:
        book.find_grade("totals_values", LESSON, LESSON, "zoe").manual_score = 2
        book.db.commit()
    generous = why(root, LESSON, "zoe", "totals")
    assert generous.exit_code == 1
    assert "The gradebook has different points: 2 in totals_values." in generous.stdout


def test_the_cause_that_the_cell_shows_is_said_as_on_the_page_for_the_student(root: Path) -> None:
    misnamed = why(root, LESSON, "yara", "totals").stdout
    message = "NameError: name 'totals' is not defined. The cell of this answer defines total."
    assert f"Its message: {message}\n" in misnamed
    cut = why(root, LESSON, "omar", "totals").stdout
    assert "Its message: SyntaxError: incomplete input, on line 1 of the cell\n" in cut


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("08_fans", "zoe", "totals"), "There is no lesson '08_fans'"),
        ((LESSON, "zoe", "total"), "no exercise 'total' with tests. There are: share_of_fans, "),
        ((LESSON, "zoe", "essay"), "no exercise 'essay' with tests"),
        ((LESSON, "zeo", "totals"), f"there is no submitted/zeo/{LESSON}. To fix: check the name"),
        (
            (LESSON, "late", "totals"),
            f"late: handed in but has not been graded. To fix: run course grade {LESSON}",
        ),
    ],
)
def test_a_question_about_nothing_says_what_there_is(
    root: Path, words: tuple[str, ...], answer: str
) -> None:
    said = why(root, *words)
    assert said.exit_code == 2
    assert answer in said.stderr
    assert said.stdout == ""


def test_without_a_sandbox_no_answer_is_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fallen = SandboxCheck("none", (), ("files", "network", "processes"))
    monkeypatch.setattr(explain_work, "check_sandbox", lambda _: fallen)
    monkeypatch.setattr(explain_work, "explain_submission", None)
    said = why(root, LESSON, "zoe", "totals")
    assert said.exit_code == 2
    assert "`course why` runs answers again" in said.stderr
