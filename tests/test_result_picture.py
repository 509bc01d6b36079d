"""The picture of a learner's own result after a match."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from grading_helpers.checking.examine import examine
from grading_helpers.checking.outcomes import Case, Exercise, Outcome
from grading_helpers.checking.result_picture import (
    KINDS,
    ResultPicture,
    draw_result,
    picture_of_result,
)
from grading_helpers.checking.results import digests, read
from grading_helpers.checking.verdict import State
from grading_helpers.instructor.authoring.check_yml import PictureRecipe
from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.authoring.outcomes import exercise_record

BARS = ResultPicture("bars", "Happy customers by shop", "share (%)")
SHARES = {"Harbour": 65.0, "Mill Lane": 39.25}
EXAMPLES: dict[str, tuple[object, dict[str, object], str]] = {
    "bars": (SHARES, {}, "Harbour 65, Mill Lane 39.2."),
    "counts": ({"vans": "W", "staff": "S", "tills": "W"}, {}, "W 2, S 1."),
    "stacks": ({"Home": [25, 75]}, {"names": ("glad", "sad")}, "Home: glad 25, sad 75."),
    "ranges": ({"new": [7, 5.5, 8.5]}, {}, "new 7, from 5.50 to 8.50."),
    "points": ({"chat": [0.5, -0.25]}, {"names": ("better", "worse")}, "chat 0.50 and -0.25."),
    "heat": (
        {"2025-01": {0: 100, 1: 14.5}, "2025-02": {0: 100}},
        {},
        "2025-01: 0 100, 1 14.5. 2025-02: 0 100.",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_drawn_and_said_in_words(kind: str) -> None:
    result, more, words = EXAMPLES[kind]
    figure, said = draw_result(result, ResultPicture(kind, "A title", "an axis", **more))
    assert said == words
    assert figure.axes[0].get_title(loc="left") == "A title"


@pytest.mark.parametrize(
    "result",
    [
        pd.Series(SHARES),
        {"Harbour": 65, "Mill Lane": 39.25},
        [["Harbour", 65], ("Mill Lane", 39.25)],
    ],
    ids=["series", "whole numbers", "pairs"],
)
def test_every_form_of_a_result_is_drawn_alike(result: object) -> None:
    assert draw_result(result, BARS)[1] == "Harbour 65, Mill Lane 39.2."


def test_a_part_and_a_list_with_names_are_drawn() -> None:
    picture = ResultPicture("bars", "A funnel", "people", "reached", ("seen", "bought"))
    figure, said = draw_result({"reached": [10, 4], "overall": 40}, picture)
    assert said == "seen 10, bought 4."
    assert [bar.get_width() for bar in figure.axes[0].patches] == [10, 4]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_a_missing_label_is_counted_as_such(missing: object) -> None:
    letters = ResultPicture("counts", "Our letters", "factors", names=("W", "S"))
    assert draw_result({"vans": "W", "tills": missing}, letters)[1] == "W 1, S 0, no label 1."


def test_a_missing_value_has_no_bar_but_a_label() -> None:
    figure, said = draw_result({"Harbour": None, "Mill Lane": -2}, BARS)
    assert said == "Harbour no value, Mill Lane -2."
    assert [bar.get_width() for bar in figure.axes[0].patches] == [0, -2]


def test_the_alt_text_has_the_title_and_the_numbers() -> None:
    shown = picture_of_result({"<Harbour>": 65}, BARS)
    assert 'alt="Happy customers by shop. &lt;Harbour&gt; 65."' in shown
    assert "Your result, drawn:" in shown


def test_what_cannot_be_drawn_is_left_out() -> None:
    assert picture_of_result(3, BARS) == ""
    assert picture_of_result(SHARES, None) == ""


def test_nothing_is_drawn_while_a_notebook_is_graded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert picture_of_result(SHARES, BARS) == ""


def a_shop_exercise() -> dict[str, Exercise]:
    code = min(digests(read(SHARES), (0.0, 0.0), 0.05, "shops/two shops"))
    case = Case("two shops", ({"value": 1},), kind="a dictionary", right=Outcome(code, (0.0, 0.0)))
    return {"shops": Exercise("shops", 0.05, (case,), picture=BARS)}


def test_check_draws_a_right_result_and_no_other() -> None:
    def shops(_: int) -> dict[str, float]:
        return dict(SHARES)

    right = examine(shops, a_shop_exercise())
    assert right.state is State.MATCHES
    assert "<img" in right.preview.html
    assert right.preview.html.index("<table") < right.preview.html.index("<img")

    def wrong(_: int) -> dict[str, float]:
        return SHARES | {"Harbour": 64.0}

    wrong.__name__ = "shops"
    assert "<img" not in examine(wrong, a_shop_exercise()).preview.html


def test_a_picture_that_cannot_be_drawn_is_a_fault_of_the_author(rater: ReadLesson) -> None:
    exercise = rater.exercises["csat_by_store"]
    ranges = PictureRecipe(kind="ranges", title="Happy customers")
    recipe = exercise.recipe.model_copy(update={"picture": ranges})
    spoiled = replace(exercise, recipe=recipe, answers=(), examples=())
    _, [fault] = exercise_record(rater.lesson, spoiled)
    assert "cannot be drawn as ranges" in str(fault)
    assert "check.yml" in str(fault)


def test_an_unknown_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="kind must be one of bars, counts"):
        PictureRecipe(kind="pie", title="Happy customers")
