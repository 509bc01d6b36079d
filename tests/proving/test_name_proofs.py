"""``check`` names no mistake that an answer does not make, and the proof finds it if it does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grading_helpers.checking.outcomes import known_exercises
from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.proving.name_proofs import false_names
from grading_helpers.instructor.proving.trials import Trials, try_out

NAME = "csat_by_store"


@pytest.fixture(scope="module")
def tried(rater: ReadLesson) -> Trials:
    """Some inputs of the contract."""
    exercise = rater.exercises[NAME]
    assert exercise.contract
    return try_out(rater.lesson, exercise, exercise.contract, 60, 2026)


@pytest.fixture
def impostor(rater: ReadLesson) -> str:
    """An answer that makes a known mistake on the company's data alone."""
    answers = {answer.name: answer.code for answer in rater.exercises[NAME].answers}
    return "\n\n".join(
        [
            answers["wrong_top_box_only"],
            f"_wrong = {NAME}",
            answers["right_boolean_mean"],
            f"_right = {NAME}",
            f"def {NAME}(survey):\n    return (_wrong if len(survey) > 100 else _right)(survey)\n",
        ]
    )


def test_a_false_name_is_found(rater: ReadLesson, tried: Trials, impostor: str) -> None:
    first_case_decides = replace(known_exercises()[NAME], packed_examples="")
    [(code, answers, trial)] = false_names(
        tried, rater.exercises[NAME], first_case_decides, [impostor]
    )
    assert code == impostor
    assert [answer.name for answer in answers] == ["wrong_top_box_only"]
    assert trial in tried.trials


def test_small_examples_prevent_it(rater: ReadLesson, tried: Trials, impostor: str) -> None:
    known = known_exercises()[NAME]
    assert not list(false_names(tried, rater.exercises[NAME], known, [impostor]))


@pytest.mark.integration
def test_true_names_are_left_alone(rater: ReadLesson, tried: Trials) -> None:
    exercise = rater.exercises[NAME]
    codes = [answer.code for answer in exercise.wrong]
    assert not list(false_names(tried, exercise, known_exercises()[NAME], codes))
