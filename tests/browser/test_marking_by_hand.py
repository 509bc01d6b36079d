"""A written answer is marked in nbgrader's formgrader in JupyterLab; a hostile one is harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from graded_demo import ESSAY, HOSTILE, LESSON, WAS_HARMED
from lab import PATIENCE, LabServer, serve_lab
from nbgrader.api import Gradebook
from playwright.sync_api import Browser, FrameLocator, Page, expect
from settle import settle

from grading_helpers.instructor.demo.run import Demo
from grading_helpers.instructor.gradebook.course_folder import course_folder

pytestmark = [pytest.mark.integration, pytest.mark.browser]
ANSWER = "rater_recommendation"
OPEN = "() => window.jupyterapp.commands.execute('nbgrader:open-formgrader').then(() => null)"
# The formgrader's own pages ask for MathJax; no submission makes them do so.
MATHJAX = "https://cdnjs.cloudflare.com/ajax/libs/mathjax/"


@pytest.fixture(scope="module")
def server(graded_demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    """JupyterLab as an instructor starts it: in the folder of the course."""
    with serve_lab(tmp_path_factory.mktemp("instructor"), graded_demo.folder) as running:
        yield running


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """The addresses outside this machine that were requested."""
    return []


@pytest.fixture
def page(chromium: Browser, server: LabServer, asked: list[str]) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)

    def refuse(route: object) -> None:
        asked.append(route.request.url)  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    context.route(lambda url: url.startswith("http") and not url.startswith(server.address), refuse)
    yield context.new_page()
    context.close()


@pytest.fixture
def formgrader(page: Page, server: LabServer) -> FrameLocator:
    """The list of submissions, opened as an instructor opens it."""
    page.goto(f"{server.address}/lab?reset&token={server.token}")
    page.wait_for_function("window.jupyterapp")
    settle(page, "() => window.jupyterapp.restored.then(() => null)")
    settle(page, OPEN)
    frame = page.frame_locator("iframe")
    frame.get_by_role("link", name="Manual Grading").click()
    for heading in ("Assignment ID", "Notebook ID"):
        expect(frame.locator("thead")).to_contain_text(heading)
        frame.locator("tbody").get_by_role("link", name=LESSON).click()
    expect(frame.locator("tbody tr")).to_have_count(3)
    return frame


@contextmanager
def gradebook(demo: Demo) -> Iterator[Gradebook]:
    folder = course_folder(demo.folder)
    with Gradebook(folder.url, folder.course_id) as book:
        yield book


def submission(demo: Demo, student: str) -> str:
    """Return the id under which the formgrader shows a student's notebook."""
    with gradebook(demo) as book:
        return str(book.find_submission_notebook(LESSON, LESSON, student).id)


def open_submission(frame: FrameLocator, demo: Demo, student: str) -> None:
    link = frame.locator(f"tbody a[href*='{submission(demo, student)}']").first
    link.click()
    expect(frame.locator(f"#{ANSWER}")).to_be_visible()


def test_a_written_answer_is_marked(
    graded_demo: Demo, page: Page, formgrader: FrameLocator, screenshots: Path
) -> None:
    open_submission(formgrader, graded_demo, "chidi")
    task = formgrader.locator(".nbgrader_cell").filter(has=formgrader.locator(f"#{ANSWER}"))
    expect(task).to_contain_text("1 point: an honest limit.")
    expect(formgrader.get_by_text(ESSAY)).to_be_visible()
    with page.expect_response(re.compile("/formgrader/api/grade/")) as saved:
        formgrader.locator(f"#{ANSWER}").fill("1.5")
        formgrader.locator(f"#{ANSWER}").blur()
    assert saved.value.ok
    with page.expect_response(re.compile("/formgrader/api/comment/")) as saved:
        formgrader.locator(f"#{ANSWER}-comment").fill("A clear decision; which limit has it?")
        formgrader.locator(f"#{ANSWER}-comment").blur()
    assert saved.value.ok
    page.screenshot(path=screenshots / "marking.png")
    with gradebook(graded_demo) as book:
        found = book.find_submission(LESSON, "chidi")
        assert found.score == graded_demo_total(graded_demo, "chidi") + 1.5
        assert not found.needs_manual_grade
    graded_demo.write_feedback()
    text = graded_demo.feedback("chidi").read_text("utf-8")
    assert "A clear decision; which limit has it?" in text
    assert "1.5 of 2" in text
    assert "still to be marked" not in text
    assert "still to be marked" in graded_demo.feedback("ada").read_text("utf-8")


def graded_demo_total(demo: Demo, student: str) -> float:
    """Return the points that the tests should give."""
    [due] = [one.total_due for one in demo.students() if one.student_id == student]
    assert due is not None
    return due


def test_a_hostile_submission_is_harmless_in_the_formgrader(
    graded_demo: Demo, page: Page, formgrader: FrameLocator, asked: list[str]
) -> None:
    open_submission(formgrader, graded_demo, HOSTILE)
    expect(formgrader.get_by_text("stolen").first).to_be_attached()
    # Not until the network is idle: JupyterLab asks its server again and again.
    for frame in page.frames:
        frame.wait_for_load_state("load")
    page.wait_for_timeout(2000)
    for frame in page.frames:
        assert not frame.evaluate(WAS_HARMED), frame.url
    assert [one for one in asked if not one.startswith(MATHJAX)] == []
    assert page.url.startswith("http://127.0.0.1:")
