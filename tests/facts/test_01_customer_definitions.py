"""Facts of the data that 01_customer_definitions states in prose, pictures and mark scheme."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from grading_helpers import data_path
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.authoring.outcomes import function_of


@pytest.fixture(scope="module")
def lesson(course: Course) -> ReadLesson:
    return read_course(course, "01_customer_definitions")[0]


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(data_path(f"{name}.csv"))


def solved(lesson: ReadLesson, exercise: str, *inputs: Any) -> Any:
    code = lesson.lesson.answers[exercise].source
    function = function_of(code, lesson.lesson.setup, exercise)
    assert function
    return function(*inputs)


def buyers() -> set[str]:
    orders = table("orders")
    return set(orders.loc[orders["status"] == "completed", "customer_id"])


def test_the_three_accounts_of_the_opening_are_there() -> None:
    customers = table("customers")
    assert len(customers) == 4000
    odd = customers.query("age < 18 or age > 100")
    assert sorted(odd["age"]) == [0, 119, 131]


def test_the_sample_account_shows_every_sort_of_order() -> None:
    own = table("orders").query("customer_id == 'C0021'")
    assert len(own) == 5
    assert (own["user_id"] == "C0021").any()
    assert own["user_id"].isna().any()
    assert (own["status"] == "refunded").any()


def test_there_are_more_consumers_than_accounts_and_more_accounts_than_customers(
    lesson: ReadLesson,
) -> None:
    found = solved(lesson, "customers_and_consumers", table("orders"))
    assert found["consumers"] > 4000 > found["customers"] == 3131
    assert found["customers"] == len(buyers())


def test_every_flag_of_the_parties_is_known_and_every_name_is_used_once() -> None:
    parties = table("parties")
    assert parties["party"].is_unique
    assert parties.iloc[:, 1:].isin([0, 1]).all(axis=None)


def test_the_alt_text_of_the_recommendations_is_true() -> None:
    survey = table("survey")
    means = survey.groupby(np.sign(survey["perform"] - survey["expect"]))["nps"].mean()
    assert means.round(1).to_dict() == {-1: 6.0, 0: 7.7, 1: 8.9}


def test_every_segment_of_the_survey_has_pairs(lesson: ReadLesson) -> None:
    bands = solved(lesson, "satisfaction_bands", table("survey"))
    assert set(bands) == {"Home", "Stud", "Biz", "all"}
    assert all(sum(three) == pytest.approx(100) for three in bands.values())


def test_speed_comes_first_with_as_many_customers_as_the_mark_scheme_says(
    lesson: ReadLesson,
) -> None:
    shares = solved(lesson, "need_shares", table("mentions"))
    ranked = sorted(shares, key=lambda need: -shares[need])
    assert ranked[0] == "speed"
    assert ranked[-1] == "choice"
    rounded = {need: round(share, 1) for need, share in shares.items()}
    assert (rounded["speed"], rounded["price"], rounded["choice"]) == (44.5, 33.8, 15.9)
    assert round(shares["speed"] / 100 * len(buyers()), -1) == 1390
    assert sum(shares.values()) > 100


def test_some_who_voiced_a_need_have_never_bought() -> None:
    people = set(table("mentions").dropna(subset=["need"])["customer_id"])
    assert len(people) == 1361
    assert len(people - buyers()) == 311


def test_people_are_fewer_than_mentions_on_some_channel() -> None:
    channels = table("mentions").groupby("channel")["customer_id"]
    assert (channels.count() > channels.nunique()).any()
    assert (channels.count() / channels.nunique()).idxmax() == "survey"
    assert (channels.count() - channels.nunique()).idxmax() == "survey"
    assert (channels.count()["survey"], channels.nunique()["survey"]) == (1223, 866)


def test_five_needs_were_voiced() -> None:
    voiced = set(table("mentions")["need"].dropna())
    assert voiced == {"speed", "advice", "price", "returns", "choice"}


def test_the_chart_is_checked_on_our_own_needs(lesson: ReadLesson) -> None:
    shares = solved(lesson, "need_shares", table("mentions"))
    drawn = lesson.exercises["need_chart"].recipe.cases[0].inputs[0].value
    assert drawn == pytest.approx(shares, abs=0.05)


def test_students_answered_most_and_count_for_less(lesson: ReadLesson) -> None:
    base = table("customers")["segment"].value_counts(normalize=True)
    popup = table("popup_survey").dropna(subset=["csat"])
    sample = popup["segment"].value_counts(normalize=True)
    assert (100 * base).round().to_dict() == {"Home": 61, "Stud": 26, "Biz": 13}
    assert (100 * sample).round().to_dict() == {"Stud": 59, "Home": 34, "Biz": 6}
    weights = base / sample
    assert weights["Stud"] < 1
    assert weights["Biz"] > weights["Home"] > 1.75
    handed = lesson.exercises["weighted_satisfaction"].recipe.cases[1].inputs[1].value
    assert handed == pytest.approx(base.to_dict())


def test_the_plain_mean_of_the_pop_up_flatters(lesson: ReadLesson) -> None:
    base = table("customers")["segment"].value_counts(normalize=True).to_dict()
    popup = table("popup_survey")
    weighted = solved(lesson, "weighted_satisfaction", popup, base)
    assert weighted < popup["csat"].mean() - 0.2
    means = popup.groupby("segment")["csat"].mean()
    assert means["Stud"] > means["Home"] > means["Biz"]


def test_the_link_that_a_quiz_quotes_is_ours(lesson: ReadLesson) -> None:
    assert solved(lesson, "internal_service_link", table("departments")) == pytest.approx(
        0.84, abs=0.005
    )
