"""The verdict on each chart of the corpus is the one that its picture deserves."""

from __future__ import annotations

import warnings

import pytest
from matplotlib import pyplot as plt
from pictures.corpus import ALL, CHARTS, NOTHING, Chart
from pictures.table import PAGE, page

from grading_helpers.instructor.authoring.course import Course, read_course
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.run_cells import as_graded, earned

LESSONS = {
    "need_chart": "01_customer_definitions",
    "clv_curve": "02_loyalty_stages",
    "gap_chart": "03_rater",
    "emotion_curve": "04_journey_mapping",
}


@pytest.fixture(scope="module")
def lessons(course: Course) -> dict[str, Lesson]:
    return {name: read_course(course, lesson)[0].lesson for name, lesson in LESSONS.items()}


def verdict(chart: Chart, lesson: Lesson) -> str:
    """Return the tests that a chart passes: all, nothing, or the name of one."""
    # What check says is no part of the verdict, and takes longer than the tests.
    check = f"check({chart.exercise})\n"
    tests = {
        name: cell.source.replace(check, "")
        for name, cell in lesson.tests_of(chart.exercise).items()
    }
    with as_graded(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _, errors = earned(lesson.setup, chart.source, tests)
    plt.close("all")
    passed = [name for name, error in errors.items() if error is None]
    if len(passed) in (0, len(tests)):
        return ALL if passed else NOTHING
    return passed[0].removeprefix(f"{chart.exercise}_")


@pytest.mark.integration
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_a_picture_gets_what_it_deserves(chart: Chart, lessons: dict[str, Lesson]) -> None:
    assert verdict(chart, lessons[chart.exercise]) == chart.due


def test_the_docs_list_every_picture() -> None:
    assert PAGE.read_text("utf-8") == page(), "Run python benchmarks/pictures.py."
