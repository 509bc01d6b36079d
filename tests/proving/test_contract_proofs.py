"""On inputs drawn from a contract right answers agree with the solution and wrong ones do not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from grading_helpers.checking.time_limit import TookTooLongError
from grading_helpers.instructor.authoring.corpus import Answer, ExerciseFolder
from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.proving import trials
from grading_helpers.instructor.proving.contract_proofs import (
    prove_contract,
    right_problem,
    wrong_problem,
)
from grading_helpers.instructor.proving.trials import call_on_copies, try_out
from grading_helpers.instructor.proving.try_contract import try_contract

pytestmark = pytest.mark.integration

RIGHT = """
def csat_by_store(survey):
    rated = survey.dropna(subset=["csat"])
    result = {store: float("nan") for store in survey["store"].unique()}
    for store, part in rated.groupby("store"):
        result[store] = 100 * (part["csat"] >= 4).mean()
    return result | {"all": 100 * (rated["csat"] >= 4).mean()}
"""
CONTRACT = """
from hypothesis import strategies as st
from grading_helpers.instructor.contracts import Contract, blanks, empty, names, ratings, tables

surveys = tables({"store": names(), "csat": blanks(ratings())})
CONTRACT = Contract(
    inputs={"plain": st.tuples(surveys)},
    tests={"csat_by_store_values": ("plain",)},
)
"""


def with_answer(
    rater: ReadLesson, name: str, code: str, contract: str = CONTRACT
) -> ExerciseFolder:
    answer = Answer(Path(f"{name}.py"), code, "A message.", ())
    return replace(rater.exercises["csat_by_store"], answers=(answer,), contract_code=contract)


def problems(rater: ReadLesson, exercise: ExerciseFolder) -> tuple[str, ...]:
    return prove_contract(rater.lesson, exercise, 2026).problems


def test_a_sound_answer_agrees_on_five_hundred_inputs(rater: ReadLesson) -> None:
    proof = prove_contract(rater.lesson, with_answer(rater, "right_loop", RIGHT), 2026)
    assert (proof.inputs, proof.right, proof.agree, proof.problems) == (500, 1, 1, ())


def test_a_right_answer_that_differs_is_found(rater: ReadLesson) -> None:
    spoiled = RIGHT.replace('float("nan")', "0")
    (problem,) = problems(rater, with_answer(rater, "right_loop", spoiled))
    assert problem.startswith("right_loop.py: on an input of 'plain' it returns")
    assert "csat_by_store(DataFrame(" in problem


def test_a_right_answer_that_changes_its_input_is_found(rater: ReadLesson) -> None:
    spoiled = RIGHT.replace("    rated =", '    survey["seen"] = 1\n    rated =')
    (problem,) = problems(rater, with_answer(rater, "right_loop", spoiled))
    assert "right_loop.py: it changes its input" in problem


def test_a_wrong_answer_that_is_right_is_found(rater: ReadLesson) -> None:
    (problem,) = problems(rater, with_answer(rater, "wrong_loop", RIGHT))
    assert "wrong_loop.py: on 500 inputs of the contract it does what the solution does" in problem


def test_a_solution_that_refuses_an_input_is_found(rater: ReadLesson) -> None:
    contract = CONTRACT.replace("blanks(ratings())", "st.just('five')")
    (problem, *_) = problems(rater, with_answer(rater, "right_loop", RIGHT, contract))
    assert "on an input of 'plain' the solution raises TypeError" in problem


def test_a_solution_that_takes_what_it_must_refuse_is_found(rater: ReadLesson) -> None:
    contract = CONTRACT.replace("    tests=", '    raises={"plain": ValueError},\n    tests=')
    (problem, *_) = problems(rater, with_answer(rater, "right_loop", RIGHT, contract))
    assert "by the contract it must raise ValueError" in problem


def test_an_endless_loop_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "SECONDS_FOR_A_CALL", 0.05)

    def csat_by_store() -> None:
        while True:
            pass

    assert isinstance(call_on_copies(csat_by_store, ()).error, TookTooLongError)


def test_an_author_tries_one_contract(course: Course, rater: ReadLesson) -> None:
    exercise = rater.exercises["csat_by_store"]
    answers = f"{len(exercise.right)} right and {len(exercise.wrong)} wrong answers"
    lines, holds = try_contract(course, "csat_by_store", 60)
    assert holds
    assert "plain: 15 inputs" in lines
    assert lines[-1] == f"{answers} tried on 60 inputs: all hold."


def test_charts_are_compared_by_what_they_show(rater: ReadLesson) -> None:
    exercise = rater.exercises["gap_chart"]
    contract = exercise.contract
    assert contract is not None
    tried = try_out(rater.lesson, exercise, contract, 10, 2026)
    assert tried.faults == []
    answers = {answer.name: answer for answer in exercise.answers}
    assert right_problem(tried, answers["right_pyplot"]) == ""
    assert wrong_problem(tried, answers["wrong_sign_reversed"]) == ""
    assert "'bar_heights': 'R " in right_problem(tried, answers["wrong_sign_reversed"])
    assert "what the solution does" in wrong_problem(tried, answers["right_pyplot"])


def test_an_exercise_that_is_unknown_or_has_no_contract_is_named(course_copy: Course) -> None:
    with pytest.raises(CommandError, match="no exercise 'nps'"):
        try_contract(course_copy, "nps", 60)
    for name in ("contract.py", "battery.json", "inputs.json"):
        file = course_copy.root / "course/03_rater/exercises/csat_by_store" / name
        file.unlink(missing_ok=True)
    with pytest.raises(CommandError, match="csat_by_store has no contract"):
        try_contract(course_copy, "csat_by_store", 60)


def test_a_right_answer_that_takes_only_numbers_of_python_is_found(rater: ReadLesson) -> None:
    exercise = rater.exercises["gap_chart"]
    contract = exercise.contract
    assert contract is not None
    tried = try_out(rater.lesson, exercise, contract, 5, 2026)
    (answer,) = (answer for answer in exercise.right if answer.name == "right_pyplot")
    only_floats = "[gaps[letter] * (type(gaps[letter]) is float) for"
    spoiled = answer.code.replace("[gaps[letter] for", only_floats)
    assert spoiled != answer.code
    assert right_problem(tried, answer) == ""
    problem = right_problem(tried, replace(answer, code=spoiled))
    assert problem.startswith(f"{answer.file}: with NumPy's numbers it ")
