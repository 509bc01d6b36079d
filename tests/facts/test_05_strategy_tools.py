"""Facts of the data that 05_strategy_tools states in prose, pictures, bank and mark scheme."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from grading_helpers import data_path
from grading_helpers.figures.positioning_map import ACROSS, MIDDLE, UP, ratings_by_company
from grading_helpers.figures.swot_board import FIELDS, factors_of, swot_board
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.authoring.outcomes import function_of


@pytest.fixture(scope="module")
def lesson(course: Course) -> ReadLesson:
    return read_course(course, "05_strategy_tools")[0]


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(data_path(f"{name}.csv"))


def solved(lesson: ReadLesson, exercise: str, *inputs: Any) -> Any:
    code = lesson.lesson.answers[exercise].source
    function = function_of(code, lesson.lesson.setup, exercise)
    assert function
    return function(*inputs)


def stays() -> pd.Series:
    """Return the share of people who came back, by their satisfaction with the handling."""
    people = table("complaints").groupby("customer_id")[["satisfied", "stayed"]].min()
    return people.groupby("satisfied")["stayed"].mean()


def worth(segment: str) -> float:
    margin, kept = table("segments").set_index("segment").loc[segment]
    return float((stays()[1] - stays()[0]) * (margin + margin * kept / (1.1 - kept)))


def years(segment: str) -> dict[str, list[float]]:
    """Return how many years each project takes to earn its cost, for a high and a low estimate."""
    gains = ("gain_high", "gain_low")
    return {
        row.project: [
            row.cost / (row.reach * getattr(row, g) / 100 * worth(segment)) for g in gains
        ]
        for row in table("projects").itertuples()
    }


def printed(lesson: ReadLesson, first_words: str) -> dict[str, Any]:
    """Return what the cell that begins with these words displays, without its figure."""
    cell = next(c for c in lesson.lesson.cells if c.source.startswith(first_words))
    namespace: dict[str, Any] = {"projects": table("projects")}
    exec(lesson.lesson.setup, namespace)
    exec(cell.source.partition("figure, axes")[0], namespace)
    return namespace


def test_the_opening_is_true() -> None:
    survey = table("survey").dropna(subset=["csat"])
    by_store = survey.groupby("store")["csat"].apply(lambda csat: 100 * csat.ge(4).mean())
    assert by_store["Mill Lane"] == pytest.approx(39, abs=0.5)
    assert by_store.idxmin() == "Mill Lane"
    projects = table("projects").set_index("project")
    assert projects["cost"].max() == projects.loc["refit of Mill Lane", "cost"] == 400_000


def test_our_own_factors_give_the_options_that_the_prose_counts(lesson: ReadLesson) -> None:
    factors = table("swot_factors")
    letters = solved(lesson, "swot_letters", factors)
    typed = factors.assign(type=factors["factor"].map(letters), name=factors["factor"])
    options = solved(lesson, "tows_options", typed)
    assert len(options) == 24
    assert [option[:2] for option in options[:2]] == ["WO", "WT"]
    assert all("late deliveries" in option and "=20" in option for option in options[:2])
    recipe = lesson.exercises["tows_options"].recipe.cases[0].inputs[0].csv
    assert recipe is not None
    rows = {tuple(line.split(",")) for line in recipe.splitlines()[1:]}
    ours = zip(typed["type"], typed["name"], typed["weight"].astype(str), strict=True)
    assert rows == set(ours)


def test_the_chart_is_checked_on_our_own_outlook(lesson: ReadLesson) -> None:
    balance = solved(lesson, "pest_balance", table("pest_factors"))
    drawn = lesson.exercises["pest_chart"].recipe.cases[0].inputs[0].value
    assert drawn.pop("left_out") == balance.pop("left_out")
    assert drawn == pytest.approx(balance, abs=0.005)


def test_one_of_the_four_rows_shown_counts_for_nothing_and_another_is_blank() -> None:
    rows = table("pest_factors").iloc[[1, 8, 9, 10]]
    out = rows[(rows["direction"] == "internal") | rows["likelihood"].isna()]
    assert len(out) == 2


def test_delivery_alone_turns_the_verdict(lesson: ReadLesson) -> None:
    ratings = table("value_ratings")
    for value in (6.2, 8.1, 5.8):
        assert (ratings[["weight", "us", "rival"]] == value).sum().sum() == 1

    def value(table: pd.DataFrame) -> dict[str, Any]:
        found: dict[str, Any] = solved(lesson, "customer_value", table, 52, 50)
        return found

    assert value(ratings)["quality_ratio"] == pytest.approx(1.003, abs=0.0005)
    assert value(ratings)["price_ratio"] == 1.04
    assert value(ratings)["verdict"] == "worse value"
    assert value(ratings.replace(6.2, 8.1))["verdict"] == "better value"
    assert value(ratings.replace(5.8, 7.3))["verdict"] == "worse value"


def test_the_alt_text_of_the_board_is_what_it_draws(lesson: ReadLesson) -> None:
    alt = next(one.source for one in lesson.lesson.cells if "swot_board()," in one.source)
    alt = alt.replace('"\n    "', "")
    letters = solved(lesson, "swot_letters", table("swot_factors"))
    shown = {name: letter for letter in FIELDS for name in factors_of(letter).index}
    assert shown == {name: letter for name, letter in letters.items() if letter != "unclear"}
    assert len(letters) - len(shown) == 2
    drawn = [text.get_text() for axes in swot_board().axes for text in axes.texts]
    assert len(drawn) == len(shown)
    for text in drawn:
        assert text.replace(":", "") in alt
    plt.close("all")


def test_the_alt_text_of_the_positioning_map_is_what_it_draws(lesson: ReadLesson) -> None:
    alt = next(one.source for one in lesson.lesson.cells if "positioning_map()," in one.source)
    alt = alt.replace('"\n    "', "")
    places = ratings_by_company()
    for name, column in (("We", "us"), ("Lark & Sons", "rival")):
        across, up = places[column]
        assert f"{name}: {ACROSS} {across}, {UP} {up}." in alt
    [(our_delivery, our_advice), (their_delivery, their_advice)] = places.values()
    assert our_delivery < MIDDLE < our_advice
    assert their_advice < MIDDLE < their_delivery


def test_where_the_rival_is_rated_higher_lie_38_of_100_points() -> None:
    ratings = table("value_ratings").set_index("attr")
    behind = ratings.index[ratings["us"] < ratings["rival"]]
    assert behind.tolist() == ["delivery", "help afterwards"]
    assert ratings.loc[behind, "weight"].sum() == 38
    assert ratings["weight"].sum() == 100
    assert ratings.index[ratings["rival"].isna()].tolist() == ["repairs"]


def test_the_factors_and_outlooks_that_the_prose_sorts(lesson: ReadLesson) -> None:
    factors = table("swot_factors")
    letters = solved(lesson, "swot_letters", factors)
    shown = factors.sample(4, random_state=5)["factor"]
    assert {name: letters[name] for name in shown} == {
        "long waits on the helpline": "W",
        "refitted shops": "S",
        "new flats by the harbour": "O",
        "loyal business customers": "S",
    }
    left_out = solved(lesson, "pest_balance", table("pest_factors"))["left_out"]
    rows = table("pest_factors")["factor"].iloc[[1, 8, 9, 10]]
    assert set(left_out) & set(rows) == {"rivals' chat assistants", "our old stock system"}


def test_the_objectives_that_the_prose_names(lesson: ReadLesson) -> None:
    objectives = table("objectives")
    first = objectives.iloc[0]
    assert first["baseline"] == 9
    assert first["target"] == pytest.approx(8.1)
    flags = solved(lesson, "smart_flags", objectives, "2026-06-01")
    shown = [flags[name] for name in objectives["objective"].iloc[[0, 1, 3, 10]]]
    assert shown == ["MT", "-", "M", "MT"]


def test_the_scorecard_of_the_mark_scheme(lesson: ReadLesson) -> None:
    found = solved(lesson, "scorecard_index", table("scorecard"))
    assert found["index"] == pytest.approx(85.9, abs=0.05)
    assert found["missing"] == ["learning"]
    card = table("scorecard").set_index("measure")
    assert card.loc["median_wait_min", ["actual", "target", "higher"]].tolist() == [7.9, 6.0, 0]
    shown = card[card["perspective"].isin(["customer", "learning"])]
    assert shown.index[shown["higher"] == 0].tolist() == ["complaints_per_1000"]


def test_the_waits_that_the_prose_describes() -> None:
    waits = table("waits").dropna()
    waits = waits.set_index("period")["minutes"]
    before, after = waits["before"], waits["after"]
    assert 100 * (after.median() / before.median() - 1) == pytest.approx(-12.2, abs=0.05)
    assert (before.median(), after.median()) == pytest.approx((9.0, 7.9), abs=0.05)
    assert after.mean() > before.mean()
    assert before.max() < 60 < after.max() == 139
    assert 3 <= (after > 60).sum() <= 10
    assert all(after.quantile(share) < before.quantile(share) for share in (0.25, 0.5, 0.75))


def test_the_evidence_of_lessons_one_three_and_four(
    lesson: ReadLesson, capsys: pytest.CaptureFixture[str]
) -> None:
    printed(lesson, "voiced = pd")
    said = capsys.readouterr().out
    assert "606 of 1,361 customers" in said
    assert "delivery: 1,078 satisfied" in said
    assert "helpline: 897 satisfied" in said
    attributes = table("attributes").set_index("attr")
    assert attributes.loc["delivery on time"].tolist() == [9.1, 6.2]
    assert attributes.loc["helpline waiting time"].tolist() == [8.3, 5.8]
    means = attributes.dropna().mean()
    for attr in ("delivery on time", "helpline waiting time"):
        assert attributes.loc[attr, "imp"] > means["imp"]
        assert attributes.loc[attr, "perf"] < means["perf"]
    scores = table("touchpoint_scores").set_index("touchpoint")["csat"]
    assert (scores["delivery"], scores["helpline"]) == (58, 41)


def test_the_gap_on_reliability() -> None:
    pairs = table("servqual").query("dim == 'R'")
    assert (pairs["P"] - pairs["E"]).groupby(pairs["resp"]).mean().mean() == pytest.approx(
        -1.3, abs=0.05
    )


def test_what_a_satisfied_customer_is_worth(lesson: ReadLesson) -> None:
    assert [round(100 * share) for share in stays()] == [71, 92]
    assert worth("Home") == pytest.approx(42, abs=0.5)
    assert printed(lesson, "segment = ")["worth"] == pytest.approx(worth("Home"))


def test_the_years_of_the_figure(lesson: ReadLesson) -> None:
    scheme = next(c.source for c in lesson.lesson.cells if "payback" in c.source)
    spans = [
        f"{quick:.1f} to {slow:.1f}"
        for quick, slow in (years("Home")[name] for name in ("call-back service", "own vans"))
    ]
    assert f"payback {' or '.join(spans)} years" in scheme
    assert min(years("Home"), key=lambda name: years("Home")[name][0]) == "call-back service"
    projects = table("projects").set_index("project")
    people = projects["reach"] * projects["gain_low"]
    assert people.idxmax() == "own vans"
    assert (projects["reach"] * projects["gain_high"]).idxmax() == "own vans"


def test_the_guess_about_one_caller(lesson: ReadLesson) -> None:
    row = table("projects").set_index("project").loc["call-back service"]
    question = next(q for q in lesson.questions if q.id == "project_cost_each")
    assert row["cost"] / (row["reach"] * row["gain_low"] / 100) == pytest.approx(
        question.answer, abs=0.05
    )
    numbers = re.findall(r"\d[\d,]*", question.prompt)
    assert numbers[:3] == [f"{row['cost']:,}", f"{row['reach']:,}", str(row["gain_low"])]
