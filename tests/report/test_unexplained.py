"""An example of a wrong result is an answer that ran."""

from __future__ import annotations

from typing import cast

import pytest

from grading_helpers.checking.outcomes import known_exercises
from grading_helpers.checking.results import Leaf
from grading_helpers.instructor.report import unexplained
from grading_helpers.instructor.report.anonymous import Vocabulary
from grading_helpers.instructor.report.graded_class import ClassWork
from grading_helpers.instructor.report.rerun import ProbedCase, Results
from grading_helpers.instructor.report.unexplained import (
    AS_SHOWN,
    NEVER_RAN,
    NO_EXAMPLE,
    WrongAnswer,
    example_of,
)

NAME = "csat_by_store"


class _Work:
    """A class of which only the plan is asked for."""

    plan = None


def stopped_by(*errors: str) -> Results:
    return tuple(ProbedCase("an error", (Leaf("", f"raises:{error}"),)) for error in errors)


def example(results: Results, monkeypatch: pytest.MonkeyPatch, *codes: str) -> tuple[str, str]:
    monkeypatch.setattr(unexplained, "anonymised", readable)
    monkeypatch.setattr(unexplained, "results_of_code", lambda *_: results)
    group = [WrongAnswer("ada", NAME, code, results, ()) for code in codes]
    work, words = cast("ClassWork", _Work()), cast("Vocabulary", None)
    return example_of(group, known_exercises()[NAME], work, words)


def readable(code: str, _: Vocabulary) -> str:
    if "(" not in code:
        raise unexplained.NoPythonError
    return code


@pytest.mark.parametrize(
    "results",
    [
        (),  # an import above the function failed
        stopped_by("ModuleNotFoundError", "ModuleNotFoundError"),
        stopped_by("FileNotFoundError", "ImportError"),
    ],
)
def test_an_answer_that_never_ran_is_no_example(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert example(results, monkeypatch, "f()") == ("", NEVER_RAN)


def test_an_answer_that_stops_in_some_cases_is_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    results = stopped_by("FileNotFoundError", "KeyError")
    assert example(results, monkeypatch, "f()") == ("f()", AS_SHOWN)


def test_no_example_is_missed_behind_answers_that_are_no_python(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    results = stopped_by("KeyError")
    assert example(results, monkeypatch, *"abcdefgh", "f()") == ("f()", AS_SHOWN)
    assert example(results, monkeypatch, *"abcdefgh") == ("", NO_EXAMPLE)
