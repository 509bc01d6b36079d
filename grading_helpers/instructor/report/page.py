"""The report as a single HTML page, as a CSV table, and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from grading_helpers.instructor.diagnostics import counted
from grading_helpers.instructor.html_templates import template
from grading_helpers.instructor.report.cautions import cautions
from grading_helpers.instructor.report.charts import marks_figure, tests_figure
from grading_helpers.instructor.report.lesson_report import LessonReport, doubtful_tests
from grading_helpers.instructor.report.similar_answers import SimilarPair
from grading_helpers.instructor.report.statistics import RESAMPLES, SMALL_CLASS, Estimate

_HERE = Path(__file__).parent
_MEASURES = ("difficulty", "discrimination", "not_attempted")


def report_page(
    report: LessonReport,
    made: date,
    similar: tuple[SimilarPair, ...] | None = None,
    course: str = "",
) -> str:
    """Return the report as an HTML page.

    Parameters
    ----------
    report : LessonReport
        The content of the page.
    made : date
        The date on the page.
    similar : tuple of SimilarPair, optional
        Pairs of similar answers; None if nobody looked for them.
    course : str, optional
        The course's title, shown at the top.

    Returns
    -------
    str
        HTML that contains its style and charts, without scripts or requests.
    """
    return _template().render(
        report=report,
        made=f"{made.day} {made:%B %Y}",
        style=Markup((_HERE / "page.css").read_text("utf-8")),
        marks_figure=Markup(marks_figure(report.marks)),
        tests_figure=Markup(tests_figure(report.tests)),
        cautions=cautions(report.people.counted),
        doubtful=doubtful_tests(report),
        small_class=SMALL_CLASS,
        resamples=RESAMPLES,
        similar=similar,
        course=course,
    )


@cache
def _template() -> Template:
    return template(_HERE / "page.html.j2", percent=percent, decimals=decimals, counted=counted)


def percent(estimate: Estimate) -> str:
    """Return a share with its interval, in per cent.

    Examples
    --------
    >>> percent(Estimate(0.5, 0.4, 0.613)), percent(Estimate(1.0, note="all the same"))
    ('50 % (40–61)', '100 %')
    """
    if estimate.value is None:
        return "undefined"
    interval = _interval(estimate, lambda value: f"{100 * value:.0f}")
    return f"{100 * estimate.value:.0f} %{interval}"


def decimals(estimate: Estimate, places: int = 2) -> str:
    """Return a number with its interval.

    Examples
    --------
    >>> decimals(Estimate(0.5, -0.1, 0.8)), decimals(Estimate(None, note="one student"))
    ('0.50 (−0.10 to 0.80)', 'undefined')
    """
    if estimate.value is None:
        return "undefined"

    def shown(value: float) -> str:
        return f"{round(value, places) or 0.0:.{places}f}".replace("-", "−")

    return shown(estimate.value) + _interval(estimate, shown, " to ")


def _interval(estimate: Estimate, shown: Callable[[float], str], between: str = "–") -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return f" ({shown(estimate.low)}{between}{shown(estimate.high)})"


def csv_of_tests(report: LessonReport) -> str:
    """Return a table with a row for each test; undefined values are empty, with a note."""
    text = io.StringIO()
    rows = list(_rows(report))
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _rows(report: LessonReport) -> Iterator[dict[str, object]]:
    for test in report.tests:
        row: dict[str, object] = {
            "exercise": test.exercise,
            "test": test.name,
            "points": test.points,
            "students": report.people.counted,
        }
        for measure in _MEASURES:
            estimate: Estimate = getattr(test.estimates, measure)
            row[measure] = estimate.value
            row |= {f"{measure}_low": estimate.low, f"{measure}_high": estimate.high}
            row[f"{measure}_note"] = estimate.note
        yield row


def report_json(report: LessonReport) -> str:
    """Return everything that the report says, as JSON."""
    content = asdict(report)
    content["effort"]["exceptions"] = [
        {"exercise": exercise, "exception": kind, "students": count}
        for (exercise, kind), count in report.effort.exceptions.items()
    ]
    content["cautions"] = cautions(report.people.counted)
    return json.dumps(content, ensure_ascii=False, allow_nan=False)
