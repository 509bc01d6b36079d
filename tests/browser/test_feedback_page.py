"""The feedback of the demo class, as data and in a browser."""

from __future__ import annotations

import html
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from accessible import expect_no_fault_in
from graded_demo import HOSTILE, LESSON, WAS_HARMED
from hostile.pages import active_parts
from playwright.sync_api import Browser, Page

from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.demo.run import Demo
from grading_helpers.instructor.nbgrader_api import nbgrader_api

pytestmark = [pytest.mark.integration, pytest.mark.browser]
EVERYBODY = ["ada", "chidi", HOSTILE]
Scheme = Literal["light", "dark"]


@pytest.fixture
def heard() -> list[str]:
    """The requests of a page, and the errors that the browser reported."""
    return []


@pytest.fixture
def page(chromium: Browser, heard: list[str]) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1000, "height": 900})
    opened = context.new_page()
    opened.on("console", lambda message: heard.append(message.text))
    opened.on("pageerror", lambda error: heard.append(str(error)))
    opened.on("request", lambda request: heard.append(request.url))
    yield opened
    context.close()


def own(demo: Demo, student: str) -> str:
    return demo.feedback(student).as_uri()


def visible(demo: Demo, student: str) -> str:
    words = re.sub(r"<[^>]+>", "", demo.feedback(student).read_text("utf-8"))
    return " ".join(html.unescape(words).split())


@pytest.mark.parametrize("student", EVERYBODY)
def test_the_feedback_reveals_no_hidden_test(
    graded_demo: Demo, rater: ReadLesson, student: str
) -> None:
    text = visible(graded_demo, student)
    for test in rater.lesson.tests.values():
        hidden = test.source.partition("### BEGIN HIDDEN TESTS")[2].splitlines()
        lines = [" ".join(line.split()) for line in hidden if len(line.strip()) > 20]
        assert lines
        assert [line for line in lines if line in text] == []


def test_the_feedback_reveals_no_solution_and_no_mark_scheme(
    graded_demo: Demo, rater: ReadLesson
) -> None:
    text = visible(graded_demo, "chidi")
    for cell in rater.lesson.answers.values():
        solution = cell.source.partition("### BEGIN SOLUTION")[2].partition("### END SOLUTION")[0]
        assert len(solution) > 40
        assert " ".join(solution.split()) not in text
    assert "which one thing should be repaired first?" in text
    assert "a decision that follows from the numbers" not in text


def test_the_misconception_is_named(graded_demo: Demo, rater: ReadLesson) -> None:
    """This student handed in the first wrong answer of each exercise's corpus."""
    text = visible(graded_demo, "chidi").partition("Your notebook")[2]
    account = text.partition("Service quality: do we keep")[0]
    for exercise in rater.exercises.values():
        assert " ".join(exercise.wrong[0].message.split()) in account


@pytest.mark.parametrize("student", EVERYBODY)
def test_a_page_needs_no_other_file(graded_demo: Demo, student: str) -> None:
    text = graded_demo.feedback(student).read_text("utf-8")
    images = re.findall(r"<img\b[^>]*>", text)
    assert len(images) >= 2
    assert all(re.search(r'alt="[^"]{10,}"', image) for image in images)
    assert all('src="data:image/' in image or "src=" not in image for image in images)
    assert "default-src 'none'" in html.unescape(text)
    assert not re.search(r"<(script|link|iframe|object|embed|base|form)\b", text)
    assert not list(active_parts(text))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("student", EVERYBODY)
def test_a_page_makes_no_requests_and_runs_no_scripts(
    graded_demo: Demo, page: Page, heard: list[str], student: str, scheme: Scheme
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(own(graded_demo, student))
    assert [one for one in heard if not one.startswith("data:")] == [own(graded_demo, student)]
    assert not page.evaluate(WAS_HARMED)
    expect_no_fault_in(page)


def test_the_policy_blocks_what_cleaning_might_miss(
    graded_demo: Demo, page: Page, tmp_path: Path
) -> None:
    whole = graded_demo.feedback("ada").read_text("utf-8")
    place = tmp_path / "evil.html"
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        evil = f"<script>window.stolen=1</script><img src='{address}' onload='window.stolen=1'>"
        place.write_text(whole.replace("</main>", f"{evil}</main>"), "utf-8")
        page.goto(place.as_uri())
        assert not page.evaluate(WAS_HARMED)
        with pytest.raises(TimeoutError):
            listener.accept()
        place.write_text(evil, "utf-8")
        page.goto(place.as_uri(), wait_until="commit")
        listener.accept()[0].close()
        page.wait_for_function(WAS_HARMED)


def test_a_page_fits_a_phone_and_paper(graded_demo: Demo, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(own(graded_demo, "chidi"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_nbgrader_writes_the_same_page(graded_demo: Demo) -> None:
    ours = graded_demo.feedback("chidi").read_bytes()
    answer = nbgrader_api(graded_demo.folder, graded_demo.config).generate_feedback(
        LESSON, "chidi", force=True
    )
    assert answer["success"], answer["log"]
    assert graded_demo.feedback("chidi").read_bytes() == ours


def test_a_picture_is_taken_for_the_docs(graded_demo: Demo, page: Page, screenshots: Path) -> None:
    page.set_viewport_size({"width": 900, "height": 1180})
    page.goto(own(graded_demo, "chidi"))
    page.screenshot(path=screenshots / "feedback.png")
    assert (screenshots / "feedback.png").stat().st_size > 50_000
