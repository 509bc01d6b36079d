"""Every lesson: its shape, its pace, and the facts that its prose quotes."""

from __future__ import annotations

import re
from statistics import median
from typing import Any

import nbformat
import numpy as np
import pandas as pd
import pytest

from grading_helpers import data_path
from grading_helpers.instructor.build import Course, ReadLesson
from grading_helpers.instructor.digests import function_of

WORD = re.compile(r"\w[\w'’–-]*")


@pytest.fixture(scope="module")
def cells(course: Course) -> list[Any]:
    return nbformat.read(course.release("03_rater"), as_version=4).cells


def words(cell: Any) -> int:
    return len(WORD.findall(cell.source)) if cell.cell_type == "markdown" else 0


def code_lines(cell: Any) -> int:
    return sum(bool(line.strip()) for line in cell.source.splitlines())


def test_a_lesson_is_short_in_every_way(cells: list[Any]) -> None:
    prose = [words(cell) for cell in cells if cell.cell_type == "markdown"]
    code = [code_lines(cell) for cell in cells if cell.cell_type == "code"]
    assert 45 <= len(cells) <= 70
    assert sum(prose) <= 1800
    assert median(prose) <= 45
    assert max(prose) <= 140
    assert median(code) <= 3
    assert max(code) <= 25


def test_there_is_something_to_do_every_40_words(cells: list[Any]) -> None:
    runs, read = [], 0
    for cell in cells:
        if cell.cell_type == "code":
            runs, read = [*runs, read], 0
        read += words(cell)
    assert median(runs) <= 40
    assert max(runs) <= 150


def test_the_parts_of_a_lesson_stand_in_order(cells: list[Any]) -> None:
    text = [cell.source for cell in cells]
    assert text[0].startswith("# ")
    assert "points" in text[0]
    assert text[1].startswith("import ")
    assert text[-1].startswith("## Recap")
    assert not any("import " in cell.source for cell in cells[2:] if cell.cell_type == "code")


def test_points_and_exercises_are_as_promised(rater: ReadLesson) -> None:
    lesson = rater.lesson
    assert sum(cell.points for cell in lesson.cells) == 20
    assert len(rater.exercises) >= 6
    assert sum("quiz(" in cell.source for cell in lesson.cells) >= 5
    tasks = [cell for cell in lesson.cells if cell.grading.get("task")]
    assert len(tasks) == 1
    assert "### BEGIN MARK SCHEME" in tasks[0].source
    for name, answer in lesson.answers.items():
        due = sum(cell.points for cell in lesson.tests_of(name).values())
        heading = next(
            c.source for c in reversed(_before(lesson.cells, answer)) if "###" in c.source
        )
        assert f"({due:g} points)" in heading


def _before(cells: tuple[Any, ...], cell: Any) -> list[Any]:
    return list(cells[: cells.index(cell)])


def test_every_figure_that_a_lesson_shows_has_alt_text(rater: ReadLesson) -> None:
    for cell in rater.lesson.cells:
        if cell.kind == "code" and "plt.subplots" in cell.source and not cell.is_answer:
            assert re.search(r"show\(figure, alt=\"[^\"]{20,}", cell.source), cell.line


def test_the_text_is_spelt_the_british_way(course: Course) -> None:
    american = re.compile(
        r"\b(?:colors?|behaviors?|favorite|centers?|organiz\w+|analyz\w+|recogniz\w+|labeled)\b",
        re.I,
    )
    for file in [*course.root.glob("course/*/*.*"), *course.root.glob("docs/*.md")]:
        prose = re.sub(r"`[^`]*`|```.*?```", "", file.read_text("utf-8"), flags=re.S)
        assert not american.search(prose), (file.name, american.search(prose))


# Facts of the data that the prose of 03_rater states.


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
