"""``course export-quiz``: the files that it writes, and its messages."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from grading_helpers.atomic_write import write_atomically
from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.exports.command import LEFT_OUT, export_quiz_command
from grading_helpers.instructor.exports.common import Quiz

Run = Callable[..., Result]


@pytest.fixture
def run(course_copy: Course, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that runs the command in a course that has one lesson."""
    monkeypatch.chdir(course_copy.root)
    app = typer.Typer()
    app.command("export-quiz")(export_quiz_command)
    return lambda *words: CliRunner().invoke(app, words)


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.integration
@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["--to", "anki"], "03_rater.apkg"),
        (["--to", "gift"], "03_rater.gift.txt"),
        (["--to", "qti"], "03_rater.qti.zip"),
        (["--to", "sheet"], "03_rater.sheet.html"),
        (["--to", "sheet", "--answers"], "03_rater.answers.html"),
    ],
)
def test_one_file_is_written_for_a_lesson_and_named(
    run: Run, tmp_path: Path, rater_quiz: Quiz, words: list[str], name: str
) -> None:
    result = run("03_rater", *words, "--out", "here/there")
    assert result.exit_code == 0, result.output
    assert written(tmp_path / "here" / "there") == [name]
    said = f"here/there/{name}: {len(rater_quiz.questions)} questions of 'Service quality"
    assert said in result.output


def test_all_lessons_are_exported_to_exports_by_default(run: Run, tmp_path: Path) -> None:
    assert run("--to", "anki").exit_code == 0
    assert written(tmp_path / "exports") == ["03_rater.apkg"]
    assert zipfile.is_zipfile(tmp_path / "exports" / "03_rater.apkg")


def test_the_command_says_what_was_left_out_of_which_question(run: Run, tmp_path: Path) -> None:
    bank = tmp_path / "course" / "03_rater" / "quiz.yml"
    card = (
        "\n- {id: one_more_card, kind: flashcard, concept: metric.nps, prompt: A card,\n"
        "   back: A card., explanation: So it is., hints: [Turn it.]}\n"
    )
    questions, guesses = bank.read_text("utf-8").split("\nguesses:\n")
    bank.write_text(f"{questions}{card}guesses:\n{guesses}", "utf-8")
    lines = run("--to", "gift").output.splitlines()
    (hints,) = [line for line in lines if line.startswith("  the hints are left out")]
    (essays,) = [line for line in lines if line.startswith("  now an essay")]
    assert "one_more_card" in hints
    assert "one_more_card" in essays
    (models,) = [line for line in lines if line.startswith(f"  {LEFT_OUT}")]
    assert models.endswith(": servqual_responsive_shop")
    assert "servqual_responsive_shop" not in (tmp_path / "exports" / "03_rater.gift.txt").read_text(
        "utf-8"
    )


def test_only_sheets_can_have_answers(run: Run) -> None:
    result = run("--to", "gift", "--answers")
    assert result.exit_code == 2


def test_an_unknown_lesson_is_reported(run: Run, capfd: pytest.CaptureFixture[str]) -> None:
    result = run("99_nothing", "--to", "gift")
    assert result.exit_code == 2
    assert "There is no lesson '99_nothing'" in result.output + capfd.readouterr().err


def test_a_faulty_bank_is_named_with_its_line_and_nothing_is_written(
    run: Run, tmp_path: Path
) -> None:
    bank = tmp_path / "course" / "03_rater" / "quiz.yml"
    bank.write_text(bank.read_text("utf-8").replace("kind: single", "kind: choice", 1), "utf-8")
    result = run("--to", "gift")
    assert result.exit_code == 2
    assert "course/03_rater/quiz.yml" in result.output
    assert not (tmp_path / "exports").exists()


def test_a_file_is_never_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deck.apkg"
    write_atomically(path, b"old")

    def fail(self: Path, target: Path) -> Path:
        raise OSError("full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="full"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert written(tmp_path) == ["deck.apkg"]
