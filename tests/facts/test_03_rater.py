"""What the prose of 03_rater says of the data."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from grading_helpers import data_path
from grading_helpers.instructor.build import ReadLesson
from grading_helpers.instructor.digests import function_of


def solved(rater: ReadLesson, exercise: str, table: str) -> Any:
    code = rater.lesson.answers[exercise].source
    function = function_of(code, rater.lesson.setup, exercise)
    assert function
    return function(pd.read_csv(data_path(table)))


def test_the_mean_that_section_one_quotes() -> None:
    survey = pd.read_csv(data_path("survey.csv")).set_index("store")
    assert round(survey.loc["Harbour", "csat"].mean(), 1) == 3.8


def test_riverside_has_no_ratings() -> None:
    survey = pd.read_csv(data_path("survey.csv"))
    assert survey["store"].nunique() == 6
    assert survey.loc[survey["store"] == "Riverside", "csat"].isna().all()


def test_the_gaps_that_the_mark_scheme_quotes(rater: ReadLesson) -> None:
    gaps = solved(rater, "servqual_gaps", "servqual.csv")
    assert gaps["R"] == pytest.approx(-1.3, abs=0.05)
    assert gaps["T"] > 0 > max(gaps[d] for d in "RAES")
    weighted = solved(rater, "weighted_servqual", "servqual_points.csv")
    assert weighted["score"] < gaps["total"]
    csat = solved(rater, "csat_by_store", "survey.csv")
    assert min(csat, key=lambda store: np.nan_to_num(csat[store], nan=100)) == "Mill Lane"


def test_the_chart_is_checked_on_our_own_gaps(rater: ReadLesson) -> None:
    gaps = solved(rater, "servqual_gaps", "servqual.csv")
    drawn = rater.exercises["gap_chart"].recipe.cases[0].inputs[0].value
    assert drawn == pytest.approx(gaps, abs=0.0005)


def test_order_tracking_has_aged_from_delighter_to_must(rater: ReadLesson) -> None:
    last_year = pd.read_csv(data_path("kano_last_year.csv")).set_index("feature")
    assert last_year.loc["order tracking"].idxmax() == "A"
    assert solved(rater, "kano_categories", "kano.csv")["order tracking"] == "M"


def test_the_alt_text_of_the_gaps_is_true() -> None:
    pairs = pd.read_csv(data_path("servqual.csv")).dropna()
    gaps = (pairs["P"] - pairs["E"]).groupby(pairs["dim"]).mean()
    assert list(gaps.sort_values().index) == ["R", "S", "E", "A", "T"]
    assert gaps["R"] < -1 < -0.7 > gaps["S"]
    assert gaps["E"] > -0.5
    assert gaps["T"] > 0
    assert pd.read_csv(data_path("servqual.csv"))["resp"].nunique() == 240


def test_the_alt_text_of_the_grid_is_true(rater: ReadLesson) -> None:
    quadrants = solved(rater, "ipa_quadrants", "attributes.csv")
    weak = {attr for attr, name in quadrants.items() if name == "concentrate"}
    assert weak == {"delivery on time", "helpline waiting time", "easy returns"}
    assert len(quadrants) == 11
    middle = pd.read_csv(data_path("attributes.csv")).dropna()
    assert (middle["perf"] >= 5.5).mean() > 0.8, "cut at 5.5 the grid would still be of use"
