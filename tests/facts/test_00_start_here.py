"""Facts of the data that 00_start_here states."""

from __future__ import annotations

import pandas as pd
import pytest

from grading_helpers import data_path
from grading_helpers.instructor.authoring.course import Course, read_course
from grading_helpers.instructor.authoring.outcomes import function_of


@pytest.fixture(scope="module")
def orders() -> pd.DataFrame:
    return pd.read_csv(data_path("orders.csv"))


@pytest.fixture(scope="module")
def counts(orders: pd.DataFrame) -> pd.DataFrame:
    """Orders by quarter and channel."""
    quarter = pd.PeriodIndex(orders["date"], freq="Q")
    return orders.groupby([quarter, "channel"]).size().unstack()


def test_the_app_gained_what_the_shops_lost(counts: pd.DataFrame) -> None:
    assert counts.loc["2025Q1", "app"] == 816
    assert counts.loc["2024Q4", "shop"] - counts.loc["2025Q1", "shop"] == 674


def test_the_figure_shows_all_quarters_up_to_the_end_of_2025(counts: pd.DataFrame) -> None:
    assert counts.index[-1] == pd.Period("2025Q4"), "the alt text says so"
    assert counts["app"].first_valid_index() == pd.Period("2025Q1")
    assert counts.max().max() < 2100, "a line leaves the figure"


def test_each_row_is_one_order(orders: pd.DataFrame) -> None:
    assert orders["order_id"].is_unique


def test_both_ways_of_grouping_show_a_difference(orders: pd.DataFrame) -> None:
    by_channel = orders.groupby("channel")["amount"].mean()
    assert by_channel["app"] < by_channel["shop"] - 20
    assert set(orders["status"]) == {"completed", "cancelled", "refunded"}


def test_the_example_of_the_docstring(course: Course) -> None:
    lesson = read_course(course, "00_start_here")[0].lesson
    mean_basket = function_of(lesson.answers["mean_basket"].source, lesson.setup, "mean_basket")
    assert mean_basket
    status = ["completed", "cancelled", "completed"]
    assert mean_basket(pd.DataFrame({"status": status, "amount": [20, 90, 40]})) == 30
