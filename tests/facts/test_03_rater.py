"""Facts of the data that the prose of 03_rater states."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from grading_helpers import data_path
from grading_helpers.figures.rater_star import WHOLE, points_and_gaps, rater_star
from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.authoring.outcomes import function_of


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
    assert weighted["score"] == pytest.approx(-0.65, abs=0.005)
    assert gaps["total"] == pytest.approx(-0.45, abs=0.005)
    csat = solved(rater, "csat_by_store", "survey.csv")
    assert csat["Mill Lane"] == pytest.approx(39, abs=0.5)
    grid = pd.read_csv(data_path("attributes.csv")).set_index("attr")
    assert list(grid.loc["delivery on time", ["imp", "perf"]]) == [9.1, 6.2]
    assert min(csat, key=lambda store: np.nan_to_num(csat[store], nan=100)) == "Mill Lane"


def test_the_chart_is_checked_on_our_own_gaps(rater: ReadLesson) -> None:
    gaps = solved(rater, "servqual_gaps", "servqual.csv")
    drawn = rater.exercises["gap_chart"].recipe.cases[0].inputs[0].value
    assert drawn == pytest.approx(gaps, abs=0.0005)


def test_order_tracking_has_moved_from_delighter_to_must_be(rater: ReadLesson) -> None:
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
    means = pairs.groupby("dim")[["E", "P"]].mean().round(1).agg(list, axis=1).to_dict()
    assert means["R"] == [6.3, 5.0]
    assert means["S"] == [6.0, 5.2]
    assert means["E"] == [5.4, 4.9]
    assert means["A"] == [5.9, 5.6]
    assert means["T"] == [4.8, 5.4]


def test_mill_lane_makes_things_hardest() -> None:
    effort = pd.read_csv(data_path("survey.csv")).groupby("store")["ces"].mean()
    assert effort.idxmin() == "Mill Lane"
    assert pd.read_csv(data_path("survey.csv"))["ces"].max() == 7, "not the scale of 2013"


def test_the_grid_parts_the_attributes_as_the_prose_says(rater: ReadLesson) -> None:
    quadrants = solved(rater, "ipa_quadrants", "attributes.csv")
    weak = {attr for attr, name in quadrants.items() if name == "concentrate"}
    assert weak == {"delivery on time", "helpline waiting time", "easy returns"}
    strong = {attr for attr, name in quadrants.items() if name == "overkill"}
    assert strong == {"shop design", "opening hours", "gift wrapping"}
    assert [attr for attr, name in quadrants.items() if name == "low_priority"] == ["newsletter"]
    assert len(quadrants) == 11
    grid = pd.read_csv(data_path("attributes.csv")).dropna().set_index("attr")
    above = grid.loc["app"] - grid.mean()
    assert above.between(0, 0.1).all()
    middle = pd.read_csv(data_path("attributes.csv")).dropna()
    assert (middle["perf"] >= 5.5).mean() > 0.8, "cut at 5.5 the grid would still be of use"


def test_the_star_shows_what_its_alt_text_says(rater: ReadLesson) -> None:
    [source] = [cell.source for cell in rater.lesson.cells if "rater_star()," in cell.source]
    alt = source.replace('"\n    "', "")
    [axes] = rater_star().axes
    tips = [label.get_text().replace("\n", ": ") for label in axes.get_xticklabels()]
    assert len(tips) == 5
    for tip in tips:
        assert f"{tip}." in alt
    plt.close("all")


def test_the_longest_arm_of_the_star_has_the_largest_gap() -> None:
    found = points_and_gaps()
    assert found["points"].idxmax() == found["gap"].idxmin() == "R"


def test_the_star_counts_the_people_whom_the_exercise_counts(rater: ReadLesson) -> None:
    found = points_and_gaps()
    solution = solved(rater, "weighted_servqual", "servqual_points.csv")
    table = pd.read_csv(data_path("servqual_points.csv"))
    sums = table.groupby("resp")["points"].sum()
    assert (sums != WHOLE).sum() == solution["rejected"] > 0
    assert found["points"].sum() == pytest.approx(WHOLE)
