"""Facts of the data that the prose and the bank of 02_loyalty_stages state."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from grading_helpers import data_path
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.authoring.outcomes import function_of


@pytest.fixture(scope="module")
def loyalty(course: Course) -> ReadLesson:
    """The lesson on loyalty, read from its text."""
    return read_course(course, "02_loyalty_stages")[0]


def solved(loyalty: ReadLesson, exercise: str, *inputs: Any) -> Any:
    code = loyalty.lesson.answers[exercise].source
    function = function_of(code, loyalty.lesson.setup, exercise)
    assert function
    return function(*inputs)


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(data_path(name))


def completed_orders() -> pd.DataFrame:
    orders = table("orders.csv").query("status == 'completed'")
    return orders.assign(year=orders["date"].str[:4])


def buyers(year: str) -> set[str]:
    orders = completed_orders()
    return set(orders.loc[orders["year"] == year, "customer_id"])


def improved(segments: pd.DataFrame) -> pd.DataFrame:
    return segments.assign(retention=segments["retention"] + 0.05)


def test_there_are_more_buyers_than_ever_and_579_did_not_come_back() -> None:
    assert len(buyers("2025")) > len(buyers("2024")) > len(buyers("2023"))
    lost = buyers("2024") - buyers("2025")
    segments = table("customers.csv").set_index("customer_id").loc[list(lost), "segment"]
    assert segments.value_counts().to_dict() == {"Home": 343, "Stud": 195, "Biz": 41}
    assert len(lost) == 579


def test_newcomers_make_the_repeat_rate_unfair() -> None:
    orders = completed_orders()
    counts = orders.query("year == '2025'").groupby("customer_id")["order_id"].nunique()
    first = orders.groupby("customer_id")["date"].min()
    new = first.index[first >= "2025-10-01"]
    assert len(new) > 50
    assert (counts[new] >= 2).mean() < 0.6
    assert (counts >= 2).mean() > 0.8


def test_the_figure_of_the_stages_shows_what_a_right_answer_gives(loyalty: ReadLesson) -> None:
    stages = pd.Series(solved(loyalty, "loyalty_stages", table("crm.csv"))).value_counts()
    names = ["suspect", "disqualified", "prospect", "first_time", "repeat", "client", "advocate"]
    drawn = [78, 35, 34, 192, 479, 32, 10]
    assert [stages[name] for name in names] == drawn
    cells = [cell.source for cell in loyalty.lesson.cells]
    assert any(f"accounts = {drawn}" in source for source in cells)
    assert stages["suspect"] == 78, "the bank says that the list of suspects has 78 names"


def test_nobody_who_began_after_march_is_a_client(loyalty: ReadLesson) -> None:
    crm = table("crm.csv").set_index("customer_id")
    stages = solved(loyalty, "loyalty_stages", table("crm.csv"))
    late = crm.index[crm["q1"] == 0]
    assert not {"client", "advocate"} & {stages[person] for person in late}


def test_fewer_than_half_of_the_regulars_prefer_us() -> None:
    orders = completed_orders().query("year == '2025'")
    quarters = pd.to_datetime(orders["date"]).dt.quarter.groupby(orders["customer_id"]).nunique()
    survey = table("survey.csv").dropna(subset=["nps"])
    regular = survey[survey["customer_id"].map(quarters).eq(4)]
    assert 0 < (regular["nps"] >= 9).mean() < 0.5


def test_the_alt_text_of_satisfaction_and_referral_is_true() -> None:
    survey = table("survey.csv").dropna(subset=["nps"])
    referred = survey["customer_id"].isin(table("referrals.csv")["customer_id"])
    shares = (100 * referred.groupby(survey["csat"]).mean()).round()
    assert shares.tolist() == [0, 4, 7, 8, 19]


def test_promoters_rarely_do_what_they_say() -> None:
    survey = table("survey.csv")
    promoters = survey[survey["nps"] >= 9]
    share = promoters["customer_id"].isin(table("referrals.csv")["customer_id"]).mean()
    assert round(100 * (1 - share)) == 85, "the lesson says 85 of a hundred"


def test_fewer_than_one_in_five_order_again_the_next_month(loyalty: ReadLesson) -> None:
    cohorts = solved(loyalty, "cohort_table", table("app_orders.csv"))
    assert list(cohorts) == [f"2025-0{month}" for month in range(1, 7)]
    assert all(row[1] < 20 for row in cohorts.values() if 1 in row)
    january = list(cohorts["2025-01"].values())
    assert len(january) == 6
    assert max(january[1:]) - min(january[1:]) < 4


def test_the_euros_of_the_mark_scheme(loyalty: ReadLesson) -> None:
    segments = table("segments.csv")
    today = solved(loyalty, "lifetime_values", segments, 0.1)
    better = solved(loyalty, "lifetime_values", improved(segments), 0.1)
    assert today["Biz"] == pytest.approx(1428, abs=0.5)
    assert better["Biz"] == pytest.approx(1908, abs=0.5)
    gains = {name: better[name] - today[name] for name in ("Biz", "Home", "Stud")}
    assert {name: round(gain) for name, gain in gains.items()} == {
        "Biz": 481,
        "Home": 31,
        "Stud": 6,
    }
    assert 344 * gains["Biz"] == pytest.approx(165_000, abs=1_000)
    assert 1384 * gains["Home"] == pytest.approx(43_000, abs=1_000)
    assert np.isnan(today["Hotel"])


def test_the_buyers_of_2025_by_segment() -> None:
    segments = table("customers.csv").set_index("customer_id").loc[list(buyers("2025")), "segment"]
    assert segments.value_counts().to_dict() == {"Home": 1384, "Stud": 456, "Biz": 344}


def test_which_claim_the_mailing_supports(loyalty: ReadLesson) -> None:
    rates = solved(loyalty, "claim_intervals", table("offers.csv"))
    assert rates["existing"][2] < 60, "contradicted"
    assert rates["lapsed"] == pytest.approx([21.7, 18.0, 26.0], abs=0.05)
    assert rates["lapsed"][1] < 20 < rates["lapsed"][2] < 40, "open"
    assert 5 < rates["new"][1] < rates["new"][2] < 20, "supported"
    partners = table("offers.csv").query("group == 'partner'")["bought"]
    assert (len(partners), partners.sum()) == (14, 0)


def test_no_two_segments_agree_with_the_claims(loyalty: ReadLesson) -> None:
    segments = table("segments.csv").dropna()
    value = pd.Series(solved(loyalty, "lifetime_values", segments, 0.1))
    tenth = segments.assign(retention=segments["retention"] * 1.1)
    rise = 100 * (pd.Series(solved(loyalty, "lifetime_values", tenth, 0.1)) / value - 1)
    assert rise.round().to_dict() == {"Biz": 71, "Home": 36, "Stud": 23}
    begun = completed_orders().merge(table("customers.csv")[["customer_id", "segment"]])
    first = begun.drop_duplicates("customer_id").groupby("segment")["margin"].mean()
    times = (value / first).round()
    assert times.to_dict() == {"Biz": 25, "Home": 7, "Stud": 3}


def test_orders_come_oldest_first() -> None:
    assert table("orders.csv")["date"].is_monotonic_increasing


def test_some_former_good_customers_are_silent() -> None:
    orders = completed_orders()
    people = orders.assign(date=pd.to_datetime(orders["date"])).groupby("customer_id")
    rfm = people.agg(R=("date", "max"), F=("order_id", "nunique"), M=("amount", "sum"))
    scores = np.ceil(5 * rfm.rank(method="max", pct=True)).astype(int)
    assert len(scores.query("R <= 2 and F >= 4 and M >= 4")) > 100
    assert set(scores["R"]) == {1, 2, 3, 4, 5}


def test_solved_complaints_keep_customers() -> None:
    stayed = table("complaints.csv").groupby("satisfied")["stayed"].mean()
    assert stayed.round(2).to_dict() == {0: 0.73, 1: 0.93}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("retention_two_quarters", 100 * 0.8 * 0.9),
        ("churn_year", 100 * (1 - 0.9**3)),
        ("churn_life", 1 / 0.2),
        ("loyal_margin_effect", 12 * 90 + 420),
        ("clv_immediate", 240 + 80),
        ("stat_ten_per_cent_more", 100 * ((0.88 / 0.22) / (0.8 / 0.3) - 1)),
    ],
)
def test_the_numbers_of_the_bank(loyalty: ReadLesson, question: str, answer: float) -> None:
    asked = next(one for one in loyalty.questions if one.id == question)
    assert getattr(asked, "answer") == pytest.approx(answer, abs=0.005)  # noqa: B009


def test_the_examples_of_the_bank_on_lifetime_value() -> None:
    def value(kept: float) -> float:
        return 100 * kept / (1.1 - kept)

    assert [round(value(kept)) for kept in (0.9, 0.5, 0.7)] == [450, 83, 175]
    assert round((value(0.9) + value(0.5)) / 2) == 267
    assert value(0.66) / value(0.6) - 1 == pytest.approx(0.25)
    assert 100 * (value(0.9) / value(0.8) - 1) == pytest.approx(68.75)
