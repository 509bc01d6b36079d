"""A message calls a result what it is, whatever it is compared as."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from grading_helpers.checking.examine import examine
from grading_helpers.checking.outcomes import Outcome, known_exercises
from grading_helpers.checking.results import Leaf
from grading_helpers.checking.warmups import Warmup, examine_warmup
from grading_helpers.compare import what_came_back
from grading_helpers.figures.bars import NO_BARS
from grading_helpers.figures.lines import NO_LINE

THREE = ["tolls", "rents", "fares"]
RESULTS = [
    ("a list", THREE),
    ("a tuple", tuple(THREE)),
    ("a set", set(THREE)),
    ("a dictionary", dict.fromkeys(THREE, 1.5)),
    ("a Series", pd.Series(THREE)),
    ("a Series", pd.Series(THREE, index=[*"abc"])),
    ("an array", np.array(THREE)),
    ("an array", pd.Categorical(THREE)),
    ("an Index", pd.Index(THREE)),
    ("a table", pd.DataFrame({"factor": THREE})),
    ("text", "tolls"),
    ("a number", 3.5),
    ("a truth value", True),
    ("a date", pd.Timestamp("2026-11-02")),
    ("a generator", (one for one in THREE)),
    ("an OSError", OSError("tolls")),
]
NOT_KINDS = {"a", "an", "value"}
KINDS = {word for called, _ in RESULTS for word in called.split()} - NOT_KINDS
ASKED_FOR = re.compile(r"the task asks for [^.,]*")


def claims(message: str) -> set[str]:
    """Return the kinds that a message names, except those that are due."""
    told = message.partition(" was tried on ")[2].partition(". ")[2] or message
    return KINDS & set(re.findall(r"\w+", ASKED_FOR.sub("", told)))


@pytest.mark.parametrize(("called", "result"), RESULTS)
def test_a_result_is_called_what_it_is(called: str, result: object) -> None:
    kind = set(called.split()) - NOT_KINDS

    def tows_options(factors: pd.DataFrame) -> object:
        return result

    def pest_balance(factors: pd.DataFrame) -> object:
        sums = dict.fromkeys(["political", "economic", "social", "technological"], 0)
        return sums | {"left_out": result}

    warmup = Warmup("tea", 0.5, "nothing", "", Outcome("", ()), ())
    assert claims(examine(tows_options).message) == kind
    assert claims(examine(pest_balance).message) == kind
    assert what_came_back(result).startswith(f"The function returned {called}: ")
    told = examine_warmup("tea", result, {"tea": warmup}).message
    assert told.startswith(f"Your line gives {called}, ")


@pytest.mark.parametrize("reason", [NO_LINE, NO_BARS])
def test_no_chart_is_said_to_have_what_it_may_lack(reason: str) -> None:
    leaves = (Leaf("", f"unreadable:NotAFigureError:{reason}"),)
    told = [
        outcome.message
        for exercise in known_exercises().values()
        for case in exercise.cases
        for outcome in case.wrong
        if outcome.fits(leaves, exercise.tolerance, f"{exercise.name}/{case.name}")
    ]
    assert len(told) > 1
    lacks = re.compile(r"Your chart (has|shows) no (line|bars)\b")
    assert [one for one in told if not lacks.match(one)] == []
