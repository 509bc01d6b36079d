"""A build runs again only the answers of exercises that have changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grading_helpers.instructor.authoring import outcomes
from grading_helpers.instructor.authoring.build import built_texts
from grading_helpers.instructor.authoring.content_cache import SHARED_FOLDER
from grading_helpers.instructor.authoring.corpus import ExerciseFolder
from grading_helpers.instructor.authoring.course import Course, read_course
from grading_helpers.instructor.authoring.faults import FaultsError
from grading_helpers.instructor.authoring.lesson.model import Lesson

pytestmark = pytest.mark.integration
GAPS = "course/03_rater/exercises/better_worse"


@pytest.fixture
def again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The names of the exercises whose answers are run."""
    monkeypatch.setenv(SHARED_FOLDER, str(tmp_path / "cache"))
    names: list[str] = []
    really = outcomes.exercise_record

    def counting(lesson: Lesson, exercise: ExerciseFolder, run: Any) -> object:
        names.append(exercise.name)
        return really(lesson, exercise, run)

    monkeypatch.setattr(outcomes, "exercise_record", counting)
    return names


def build_in_memory(course: Course) -> dict[Path, str]:
    return built_texts(course, read_course(course))


def test_a_second_build_runs_no_answer_and_gives_the_same(
    small_course_copy: Course, again: list[str]
) -> None:
    first = build_in_memory(small_course_copy)
    assert "better_worse" in again
    again.clear()
    assert build_in_memory(small_course_copy) == first
    assert again == []


def test_the_answers_of_a_changed_exercise_are_run_again(
    small_course_copy: Course, again: list[str]
) -> None:
    build_in_memory(small_course_copy)
    again.clear()
    file = next((small_course_copy.root / GAPS).glob("wrong_*.py"))
    file.write_text(file.read_text("utf-8") + "# another comment\n", "utf-8")
    build_in_memory(small_course_copy)
    assert again == ["better_worse"]


def test_faults_are_found_each_time(small_course_copy: Course, again: list[str]) -> None:
    folder = small_course_copy.root / GAPS
    right, wrong = (next(folder.glob(f"{kind}_*.py")) for kind in ("right", "wrong"))
    told, _, _ = wrong.read_text("utf-8").partition("\ndef ")
    _, _, code = right.read_text("utf-8").partition("\ndef ")
    wrong.write_text(f"{told}\ndef {code}", "utf-8")
    for _ in range(2):
        again.clear()
        with pytest.raises(FaultsError, match="it gives the solution's results"):
            build_in_memory(small_course_copy)
        assert "better_worse" in again
