"""Facts of the data that the prose, alt texts and mark scheme of 04_journey_mapping state."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from grading_helpers import data_path
from grading_helpers.figures.journey_map import (
    ROUTE,
    journey_map,
    means_by_touchpoint,
    reached_by_stage,
)
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.authoring.outcomes import function_of


@pytest.fixture(scope="module")
def journey(course: Course) -> ReadLesson:
    return read_course(course, "04_journey_mapping")[0]


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(data_path(name))


def solved(journey: ReadLesson, exercise: str, *inputs: Any) -> Any:
    code = journey.lesson.answers[exercise].source
    function = function_of(code, journey.lesson.setup, exercise)
    assert function
    return function(*inputs)


def test_the_till_satisfies_most_and_the_helpline_fewest() -> None:
    scores = table("touchpoint_scores.csv").set_index("touchpoint")["csat"]
    assert scores["till"] == scores.max() == 88
    assert scores["helpline"] == scores.min() == 41


def test_one_route_has_every_stage_after_awareness_and_another_turns_back(
    journey: ReadLesson,
) -> None:
    log = table("touchpoints.csv")
    paths = solved(journey, "customer_paths", log)
    assert paths["C1882"] == "consideration>purchase>use>loyalty"
    assert paths["C0534"] == "awareness>consideration>awareness"
    assert (log["customer_id"] == "C0534").sum() == 5


def test_some_buyers_were_never_seen_in_awareness() -> None:
    log = table("touchpoints.csv")
    seen = log.groupby("customer_id")["stage"].agg(set)
    assert any("purchase" in stages and "awareness" not in stages for stages in seen)
    assert not log["stage"].isna().any()


def test_contacts_outnumber_the_people_in_awareness() -> None:
    seen = table("touchpoints.csv").groupby("stage")["customer_id"].agg(["nunique", "count"])
    assert seen.loc["awareness"].tolist() == [1032, 1508]


def test_the_funnel_loses_most_before_the_purchase(journey: ReadLesson) -> None:
    funnel = solved(journey, "journey_funnel", table("touchpoints.csv"))
    assert funnel["step"].index(min(funnel["step"])) == 1
    assert funnel["reached"][1] - funnel["reached"][2] > 500


def test_age_does_not_tell_the_needs_apart() -> None:
    ages = table("personas.csv").groupby("need")["age"].median()
    assert set(ages) == {42, 43}


def test_mean_spend_is_far_above_the_median() -> None:
    spend = table("personas.csv").groupby("need")["spend"].agg(["mean", "median"])
    assert (spend["mean"] > 1.5 * spend["median"]).all()


def test_the_hurried_are_the_largest_persona(journey: ReadLesson) -> None:
    personas = solved(journey, "personas_by_need", table("personas.csv"), 150)
    assert max(personas, key=lambda need: personas[need][0]) == "speed"
    assert personas["speed"][0] == pytest.approx(36, abs=0.5)


def test_clicks_outnumber_words_and_one_channel_is_gut_feeling() -> None:
    heard = table("listening.csv").set_index("channel")["n"]
    inferred = heard[["purchase_history", "navigation", "churn_flag", "newsletter_open"]].sum()
    assert inferred == pytest.approx(2 / 3 * heard.sum(), rel=0.02)
    assert "gut_feeling" in heard.index
    assert len(heard) == 13


def test_the_lexicon_hears_praise_in_irony_and_in_negated_blame(journey: ReadLesson) -> None:
    cell = next(one for one in journey.lesson.cells if "def mood(" in one.source)
    namespace: dict[str, Any] = {}
    exec(cell.source.partition("reviews = ")[0], namespace)
    mood = namespace["mood"]
    assert mood("Not bad at all.") == 1
    assert mood("Great kettle, in theory.") == 1
    assert mood("Not good. It came late.") == -2
    texts = table("reviews.csv")["text"].str.lower()
    phone = texts[texts.str.contains("helpline|phone")].map(mood)
    staff = texts[texts.str.contains("staff")].map(mood)
    assert phone.lt(0).mean() > 0.5 > staff.lt(0).mean()


def test_video_advice_was_answered_by_one_angry_person() -> None:
    emotions = table("emotions.csv").set_index("touchpoint")
    assert emotions.loc[["video advice"], "emotion"].tolist() == [-2]


def test_the_emotions_that_the_mark_scheme_quotes(journey: ReadLesson) -> None:
    emotions = table("emotions.csv")
    means = emotions.groupby("touchpoint")["emotion"].mean().round(2)
    assert means["delivery"] == -0.66
    assert means["helpline"] == -0.94
    points = solved(journey, "emotion_points", emotions)
    assert points["low"] == "helpline"
    assert points["end"] == points["peak"] == "reorder"


def test_the_alt_text_of_the_needs_is_true() -> None:
    needs = table("customers.csv")[["customer_id", "need"]]
    joined = table("touchpoints.csv").merge(needs)
    means = joined.groupby(["need", "touchpoint"])["emotion"].mean().unstack()
    assert len(means) == 5
    for touchpoint, ends in {"till": (0.5, 0.9), "delivery": (-0.8, -0.2)}.items():
        assert (means[touchpoint].min().round(1), means[touchpoint].max().round(1)) == ends
    assert (means["helpline"].min().round(1), means["helpline"].max().round(1)) == (-1.2, -0.8)
    assert (means["helpline"] < means["delivery"]).all()
    answers = joined.groupby(["need", "touchpoint"])["emotion"].count().unstack()
    assert answers["helpline"].min() == answers[["till", "delivery", "helpline"]].min().min() == 10


def test_the_alt_text_of_the_map_is_what_it_draws(journey: ReadLesson) -> None:
    cell = next(one.source for one in journey.lesson.cells if "journey_map()," in one.source)
    alt = cell.replace('"\n    "', "")
    for stage, people in zip(ROUTE, reached_by_stage(), strict=True):
        assert f"{stage} {people:,}" in alt
    for touchpoint, mean in means_by_touchpoint()["mean"].items():
        assert f"{touchpoint} {mean:.2f}" in alt
    bars = {bar.get_height() for bar in journey_map().axes[1].patches}
    assert bars == set(solved(journey, "journey_funnel", table("touchpoints.csv"))["reached"])
    assert solved(journey, "emotion_points", table("emotions.csv"))["low"] == "helpline"
    plt.close("all")


def test_the_shortfalls_and_that_the_target_decides(journey: ReadLesson) -> None:
    scores = table("touchpoint_scores.csv")
    at_80 = solved(journey, "repair_order", scores, 80)
    assert [(name, round(value)) for name, value in at_80["ranked"][:2]] == [
        ("delivery", 1078),
        ("helpline", 897),
    ]
    at_70 = solved(journey, "repair_order", scores, 70)
    assert [(name, round(value)) for name, value in at_70["ranked"][:2]] == [
        ("helpline", 667),
        ("delivery", 588),
    ]
    visits = scores.set_index("touchpoint").loc[["delivery", "helpline"]]
    assert visits.to_numpy().tolist() == [[4900, 58], [2300, 41]]


def test_four_days_are_typical_and_late_parcels_pull_the_mean_up() -> None:
    parcels = pd.read_csv(data_path("deliveries.csv"), parse_dates=["ordered", "delivered"])
    days = (parcels["delivered"] - parcels["ordered"]).dt.days
    arrived = days[days >= 0]
    assert arrived.median() == 4
    assert arrived.mean() > arrived.median()
    assert arrived.gt(7).mean() > 0.1
    assert arrived.max() == 20, "the axis ends there"
    assert days.isna().sum() > 0 < days.lt(0).sum()


def test_open_complaints_lower_first_contact_resolution() -> None:
    known = table("complaints.csv")["contacts_to_fix"]
    assert known.dropna().eq(1).mean() > known.eq(1).mean()


def test_first_contact_resolution_and_the_customers_lost() -> None:
    complaints = table("complaints.csv")
    assert 100 * complaints["contacts_to_fix"].eq(1).mean() == pytest.approx(41.5, abs=0.05)
    people = complaints.groupby("customer_id")[["satisfied", "stayed"]].min()
    stayed = people.groupby("satisfied")["stayed"].agg(["mean", "count"])
    more = (stayed.loc[1, "mean"] - stayed.loc[0, "mean"]) * stayed.loc[0, "count"]
    assert round(more) == 31


def test_about_a_third_of_the_switches_are_seamless(journey: ReadLesson) -> None:
    contacts = table("contacts.csv")
    assert solved(journey, "seamless_switches", contacts)["seamless"] == pytest.approx(36, abs=0.05)


def test_no_name_on_the_map_is_crossed_by_the_curve() -> None:
    drawn = journey_map()
    drawn.canvas.draw()
    feelings = drawn.axes[0]
    curve = max(feelings.lines, key=lambda line: len(line.get_xdata()))
    corners = feelings.transData.transform(curve.get_xydata())
    way = np.vstack([np.linspace(*ends, 200) for ends in pairwise(corners)])
    for name in feelings.texts:
        box = name.get_window_extent()
        assert not any(box.contains(x, y) for x, y in way), name.get_text()
