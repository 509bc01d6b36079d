"""The report is readable in both colour schemes and in print, and makes no requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from accessible import expect_no_fault_in
from playwright.sync_api import Browser, Page

from grading_helpers.instructor.report.lesson_report import (
    Effort,
    ItemRow,
    LessonReport,
    MarkDistribution,
    Participation,
    ShownMisconception,
)
from grading_helpers.instructor.report.misconceptions import Misconception
from grading_helpers.instructor.report.page import report_page
from grading_helpers.instructor.report.similar_answers import SimilarPair
from grading_helpers.instructor.report.statistics import SAME_ON_ITEM, Estimate, ItemEstimates
from grading_helpers.instructor.report.unexplained import NO_EXAMPLE, Unexplained

pytestmark = pytest.mark.browser
HOSTILE = "<script>document.title = 'taken'</script><img src='http://example.org/x.png'>"


def made_up_report() -> LessonReport:
    """Return a report in which every part of the page has something to show."""
    usual = Estimate(0.6, 0.4, 0.8)
    every = ItemEstimates(usual, Estimate(-0.1, -0.4, 0.3), Estimate(0.0))
    none = ItemEstimates(Estimate(1.0), Estimate(None, note=SAME_ON_ITEM), usual)
    wide = "    return " + " + ".join(f"name_{number}" for number in range(60))
    return LessonReport(
        "03_rater",
        f"A title {HOSTILE}",
        Participation(12, 1, 2, {"it is no notebook": 2}, 1),
        MarkDistribution(
            9.0, (0.0, 3.5, 9.0), Estimate(4.0, 3.0, 5.0), (2.0, 3.5, 6.0), {"essay": (3, 1.5)}
        ),
        (ItemRow("nps", "nps_values", 2.0, every), ItemRow("nps", "nps_blanks", 1.0, none)),
        usual,
        Estimate(None, note="there is only one"),
        (
            ShownMisconception(
                Misconception("nps", f"The passives are missing. {HOSTILE}", "wrong_x"), 4, 9
            ),
            ShownMisconception(Misconception("nps", "No unit on the axis."), 1, 9),
        ),
        (
            Unexplained("nps", 1, 3, "It returns nothing.", ("nps_values",), f"def f():\n{wide}"),
            Unexplained("nps", 2, 1, "It stops.", ("nps_values",), note=NO_EXAMPLE),
            Unexplained("nps", 3, 1, HOSTILE, ("nps_values",), HOSTILE, "A note.", "It is known."),
            Unexplained("nps", 4, 1, "It stops.", ("nps_values",)),
        ),
        Effort(1.0, 3.0, {("nps", "KeyError"): 2}, 1, {"a cell was interrupted": 1}),
    )


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("report") / "report.html"
    pairs = (SimilarPair("ada", "bilal", 0.9, 0.85),)
    place.write_text(report_page(made_up_report(), date(2026, 11, 24), pairs), "utf-8")
    return place


@pytest.fixture(params=["light", "dark"])
def page(
    request: pytest.FixtureRequest, chromium: Browser, file: Path, screenshots: Path
) -> Iterator[Page]:
    opened = chromium.new_page(color_scheme=request.param, viewport={"width": 1100, "height": 900})
    opened.set_default_timeout(20_000)
    opened.asked = []  # type: ignore[attr-defined]
    opened.on("request", lambda one: opened.asked.append(one.url))  # type: ignore[attr-defined]
    opened.goto(file.as_uri())
    opened.screenshot(path=screenshots / f"report_{request.param}.png", full_page=True)
    yield opened
    opened.close()


def test_axe_finds_no_fault(page: Page) -> None:
    expect_no_fault_in(page)


def test_the_report_makes_no_requests_and_runs_no_scripts(page: Page, file: Path) -> None:
    assert page.asked == [file.as_uri()]  # type: ignore[attr-defined]
    assert page.title() != "taken"
    assert page.locator("script, img").count() == 0


def test_figures_use_the_colours_of_the_scheme(page: Page) -> None:
    ink = page.evaluate("getComputedStyle(document.body).color")
    label = page.locator("svg text").first.evaluate("node => getComputedStyle(node).fill")
    assert label == ink


def test_tables_have_captions_and_scopes(page: Page) -> None:
    for table in page.locator("table").all():
        assert table.locator("caption").count() == 1
    assert page.locator("th:not([scope])").count() == 0
    assert page.locator("thead th").count() == page.locator("thead th[scope=col]").count()
    assert page.locator("tbody th").count() == page.locator("tbody th[scope=row]").count()


@pytest.mark.parametrize("width", [360, 1100])
def test_no_part_makes_the_whole_page_scroll_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_is_dark_on_white(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1100


def test_a_large_class_gets_no_cautions(chromium: Browser, file: Path) -> None:
    large = replace(made_up_report(), people=Participation(60, 0, 0, {}, 0), unexplained=())
    other = file.with_name("large.html")
    other.write_text(report_page(large, date(2026, 11, 24)), "utf-8")
    page = chromium.new_page()
    page.goto(other.as_uri())
    assert page.get_by_role("note").count() == 0
    assert page.get_by_role("heading", name="Similar answers").count() == 0
    page.goto(file.as_uri())
    assert "what cannot be concluded" in page.locator("details.caution").inner_text()
    page.close()
