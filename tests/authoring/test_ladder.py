"""The ladder into each exercise: methods and a warm-up above it, its level, a hint with a link."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import yaml
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas.api.typing import DataFrameGroupBy, SeriesGroupBy

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.authoring.lesson.length_checks import released
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.lesson.myst import read_lesson
from grading_helpers.instructor.authoring.lesson.shape_checks import EXERCISE
from grading_helpers.instructor.authoring.warmups import asks_warmup

TEXT, TIME = pd.Series(["a"]).str, pd.Series(pd.to_datetime(["2025-01-01"])).dt
LIBRARIES = (pd, np, plt, pd.DataFrame, pd.Series, pd.Index, DataFrameGroupBy, SeriesGroupBy)
LIBRARIES += (TEXT, TIME, Axes, Figure, np.ndarray)
# Students know these from Python itself.
PYTHON = (list, dict, str, set, tuple, float)

LEVEL = re.compile(r"\A.+\n\n\*Level [123] of 3 · \d+ minutes\.\*$", re.M)
LINK = re.compile(r"\[`[\w.]+`\]\(https://\S+\)")


def public(owners: tuple[object, ...]) -> set[str]:
    return {name for one in owners for name in dir(one) if not name.startswith("_")}


TAUGHT = public(LIBRARIES) - public(PYTHON)


def used(code: str) -> set[str]:
    """Return the names of pandas, NumPy and matplotlib that code uses as attributes."""
    nodes = ast.walk(ast.parse(code))
    return {node.attr for node in nodes if isinstance(node, ast.Attribute)} & TAUGHT


def from_nowhere(lessons: list[Lesson]) -> Iterator[tuple[Lesson, str, set[str]]]:
    """Yield each exercise with the names that no cell above it shows."""
    shown: set[str] = set()
    for lesson in lessons:
        for cell in lesson.cells:
            if cell.kind != "code":
                continue
            if cell.is_answer:
                yield lesson, cell.grade_id, used(cell.source) - shown
            shown |= used(released(cell.source))


@pytest.fixture(scope="module")
def lessons(course: Course) -> list[Lesson]:
    read = [read_lesson(folder)[0] for folder in course.lessons]
    return [lesson for lesson in read if lesson]


def test_every_method_of_a_solution_has_been_used_above_it(lessons: list[Lesson]) -> None:
    missing = {
        f"{lesson.name}: {exercise}": sorted(names)
        for lesson, exercise, names in from_nowhere(lessons)
        if names
    }
    assert not missing, "use them in a cell above the exercise, and say what they do"


def test_new_here_lists_each_method_that_a_solution_needs_for_the_first_time(
    lessons: list[Lesson],
) -> None:
    unlisted: dict[str, list[str]] = {}
    known: set[str] = set()
    for lesson in lessons:
        needed = {
            name for cell in lesson.cells if cell.is_answer for name in used(cell.source)
        } - known
        text = "\n".join(cell.source for cell in lesson.cells if cell.kind == "markdown")
        listed = text.partition("## New here")[2].partition("\n## ")[0]
        names = set(re.findall(r"\w+", listed))
        # `.dt` stands for the parts of a date.
        names |= public((TIME,)) if ".dt" in listed else set()
        if lacking := needed - names:
            unlisted[lesson.name] = sorted(lacking)
        known |= {
            name for cell in lesson.cells if cell.kind == "code" for name in used(cell.source)
        }
    assert not unlisted, "add them to the table 'New here' at the end of the lesson"


def test_a_warm_up_comes_before_every_exercise(lessons: list[Lesson]) -> None:
    missing: list[str] = []
    for lesson in lessons:
        warm = False
        for cell in lesson.cells:
            if cell.is_answer:
                missing += [] if warm else [f"{lesson.name}: {cell.grade_id}"]
            warm = asks_warmup(cell) or (warm and not cell.is_answer)
    assert not missing, "add a cell with one line to fill in; docs/authors.md says how"


def test_every_exercise_says_its_level_and_minutes(lessons: list[Lesson]) -> None:
    headings = [
        cell.source[match.start() :]
        for lesson in lessons
        for cell in lesson.cells
        for match in EXERCISE.finditer(cell.source if cell.kind == "markdown" else "")
    ]
    assert headings
    silent = [text.partition("\n")[0] for text in headings if not LEVEL.search(text)]
    assert not silent, "write '*Level 2 of 3 · 15 minutes.*' below the heading"


def test_an_exercise_with_a_chart_lists_what_counts_in_it(lessons: list[Lesson]) -> None:
    charts = {
        file.parent.name
        for lesson in lessons
        for file in lesson.folder.glob("exercises/*/check.yml")
        if any("view" in case for case in yaml.safe_load(file.read_text("utf-8"))["cases"])
    }
    assert charts
    silent = set[str]()
    for lesson in lessons:
        task = ""
        for cell in lesson.cells:
            task = cell.source if cell.kind == "markdown" else task
            if cell.grade_id in charts and "What counts:\n\n- " not in task:
                silent.add(f"{lesson.name}: {cell.grade_id}")
    assert not silent, "end the task with 'What counts:' and a list of what the picture is read for"


def test_the_last_hint_of_an_exercise_links_to_documentation(lessons: list[Lesson]) -> None:
    last = {
        file.parent.name: yaml.safe_load(file.read_text("utf-8"))["hints"][-1]
        for lesson in lessons
        for file in lesson.folder.glob("exercises/*/check.yml")
    }
    assert last
    assert not [name for name, hint in last.items() if not LINK.search(hint)]
