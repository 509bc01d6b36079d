"""`check` says the same under Pyodide, in a browser, as under CPython, on a machine.

`make test-lite` compares all answers, which takes ten minutes of computing, and `make test` every
eighth of them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import verdicts
from verdicts import KNOWN_DIFFERENCES, Comparison, compare, missing_fixture

from grading_helpers.instructor.authoring.course import Course, read_course

pytestmark = pytest.mark.integration
EVERY = 1 if os.environ.get("ALL_ANSWERS") else 8


@pytest.fixture(scope="module")
def compared(course: Course, tmp_path_factory: pytest.TempPathFactory) -> list[Comparison]:
    """Answers of the course, under both."""
    if reason := missing_fixture():
        pytest.skip(reason)
    return compare(course, read_course(course), tmp_path_factory.mktemp("verdicts"), EVERY)


def test_every_answer_gets_the_same_verdict_from_the_same_reading(
    compared: list[Comparison],
) -> None:
    different = [one for one in compared if not one.is_same and one.name not in KNOWN_DIFFERENCES]
    told = "\n\n".join(f"{one.name}\n{one.here}\n{one.there}" for one in different)
    assert not different, told


def test_answers_to_every_exercise_are_compared(compared: list[Comparison]) -> None:
    lessons = read_course(Course(Path(verdicts.ROOT)))
    answers = [
        one for each in lessons for exercise in each.exercises.values() for one in exercise.answers
    ]
    assert len(compared) > len(answers) / EVERY > 1000 / EVERY
    solutions = {one.name for one in compared if one.name.endswith("/solution")}
    assert solutions == {
        f"{each.lesson.name}/{name}/solution" for each in lessons for name in each.exercises
    }


def test_known_differences_are_of_answers_that_exist(compared: list[Comparison]) -> None:
    assert KNOWN_DIFFERENCES.keys() <= {one.name for one in compared}


def test_an_answer_that_never_ends_is_stopped_under_both(compared: list[Comparison]) -> None:
    [endless] = [one for one in compared if one.name.endswith("/endless")]
    assert "it was still running, so check stopped it" in endless.here
    assert "it was still running, so check stopped it" in endless.there


def test_the_docs_list_the_known_differences() -> None:
    assert "\n".join(verdicts.known_differences()) in verdicts.PAGE.read_text("utf-8")
