"""``course check --report`` writes what the proofs have shown, with the bounds of the errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.cli import app
from grading_helpers.instructor.proving.contract_proofs import ContractProof
from grading_helpers.instructor.proving.report import ExerciseProof, ProofReport

SOUND = ContractProof(mutants=130, agreeing=7, rejected=123)
PROOFS = [
    ExerciseProof("03_rater", "better_worse", 8, 8, 26, 26, 34, 34, contract=SOUND),
    ExerciseProof("03_rater", "gap_chart", 10, 9, 30, 30, 40, 40),
]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The page of a course about which two proofs have been carried out."""
    home = "grading_helpers.instructor"
    monkeypatch.setattr(f"{home}.authoring.course.find_course", lambda: Course(tmp_path))
    monkeypatch.setattr(f"{home}.proving.prove.prove", lambda *_: ProofReport(PROOFS))
    return tmp_path / "docs" / "graders.md"


def check(*words: str) -> Result:
    return CliRunner().invoke(app, ["check", *words])


def test_the_page_has_each_exercise_and_all_together(page: Path) -> None:
    assert "Written: docs/graders.md" in check("--report").stdout
    assert page.read_text("utf-8").splitlines()[-5:] == [
        "|---|---|---|---|---|---|",
        "| **03_rater** | | | | | |",
        "| `better_worse` | 8 of 8 (< 31.2 %) | 26 of 26 (< 10.9 %) | 123 of 123 (< 2.4 %) | 7 "
        "| 34 of 34 (< 8.4 %) |",
        "| `gap_chart` | 9 of 10 (< 39.4 %) | 30 of 30 (< 9.5 %) | – | – | 40 of 40 (< 7.2 %) |",
        "| **all** | 17 of 18 (< 23.8 %) | 56 of 56 (< 5.2 %) | 123 of 123 (< 2.4 %) | 7 "
        "| 74 of 74 (< 4.0 %) |",
    ]


def test_a_page_that_is_out_of_date_is_noticed_and_kept(page: Path) -> None:
    assert "has outdated numbers" not in check().stdout
    check("--report")
    assert "has outdated numbers" not in check().stdout
    page.write_text("something else", "utf-8")
    assert "docs/graders.md has outdated numbers" in check().stdout
    assert "has outdated numbers" not in check("03_rater").stdout
    assert page.read_text("utf-8") == "something else"


def test_a_report_on_one_lesson_is_refused(page: Path) -> None:
    said = check("03_rater", "--report")
    assert said.exit_code == 2
    assert "--report covers all lessons" in said.stderr
    assert not page.exists()
