"""Written answers are marked by keyboard in a browser, and nbgrader's tables have the marks."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from accessible import expect_no_fault_in
from lab import PATIENCE
from playwright.sync_api import Browser, Page, expect
from written_class import ESSAY, LESSON, TASK, lay_out, marks, open_book

pytestmark = [pytest.mark.integration, pytest.mark.browser]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("marking") / "course")


@pytest.fixture(scope="module")
def program(root: Path) -> Iterator[subprocess.Popen[str]]:
    """``course mark``, as an instructor starts it."""
    words = ["-m", "grading_helpers.instructor", "mark", LESSON, "--no-browser"]
    started = subprocess.Popen(
        [sys.executable, "-u", *words], cwd=root, stdout=subprocess.PIPE, text=True
    )
    yield started
    started.kill()
    started.wait()


@pytest.fixture(scope="module")
def page(chromium: Browser, program: subprocess.Popen[str]) -> Iterator[Page]:
    assert program.stdout
    said = [program.stdout.readline() for _ in range(3)]
    assert said[0] == f"{LESSON}: 2 questions, 8 answers, 7 to be marked.\n"
    [address] = re.findall(r"http://127\.0\.0\.1:\d+/#token=\S+", said[1])
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    opened.heard = []  # type: ignore[attr-defined]
    opened.on("pageerror", lambda error: opened.heard.append(str(error)))  # type: ignore[attr-defined]
    opened.on("request", lambda one: opened.heard.append(one.url))  # type: ignore[attr-defined]
    opened.goto(address)
    expect(opened.get_by_role("heading", level=2, name="Answer 1 of 4")).to_be_visible()
    yield opened
    context.close()


def go_on(page: Page, key: str) -> None:
    """Press a key that leads to another answer, and wait until that one is shown."""
    place = page.locator("#place")
    before = place.inner_text()
    page.keyboard.press(key)
    expect(place).not_to_have_text(before)
    expect(place).to_be_focused()


def test_three_students_are_marked_by_keyboard_alone(
    page: Page, root: Path, screenshots: Path
) -> None:
    keys, status, sheet = page.keyboard, page.get_by_role("status"), page.locator("#work")
    place = page.locator("#place")
    page.locator("summary", has_text="Keys and display").press("Enter")
    page.get_by_label("Show names").press("Space")
    expect(page.locator("#left")).to_have_text("4 of 4 left to mark")
    expect(page.locator("#scheme")).to_contain_text("1 point for a decision")
    marked = {}
    for number, points in enumerate(("1", "2", "h")):
        if sheet.get_by_text("Nothing was written here.").count():
            go_on(page, "n")
        student = re.findall(r"\((\w+)\)", place.inner_text())[0]
        keys.press(points)
        given = {"1": 1.0, "2": 2.0, "h": 0.5}[points]
        expect(status).to_contain_text(f"{given:g} of 2. {3 - number} left.")
        if number == 0:
            keys.press("c")
            expect(page.get_by_label("Comment to the student")).to_be_focused()
            keys.type("Which limit, 3 or 4?")
            keys.press("Escape")
        else:
            keys.press("r")
            keys.press("Enter")
        expect(status).to_have_text(re.compile(r"^Saved at \d\d:\d\d: "))
        expect(page.get_by_label("Comment to the student")).to_have_value("Which limit, 3 or 4?")
        marked[student] = (given, False, "Which limit, 3 or 4?")
        if number == 0:
            page.screenshot(path=screenshots / "marking_page.png")
            expect_no_fault_in(page)
        go_on(page, "n")
    assert marks(root, TASK) == marked | {"bo": (None, True, None)}
    blanks = page.get_by_role("button", name="Give 0 points to 1 blank answer")
    blanks.focus()
    keys.press("Enter")
    expect(status).to_have_text("Saved: 0 points for 1 blank answer. 0 left.")
    expect(page.locator("#left")).to_have_text("All are marked")
    assert marks(root, TASK) == marked | {"bo": (0.0, False, None)}
    keys.press("9")
    expect(page.get_by_role("alert")).to_contain_text("0 to 2 points for this answer")
    assert not page.evaluate("'stolen' in window")


def test_a_mark_that_somebody_else_changed_is_shown_and_not_replaced(
    page: Page, root: Path
) -> None:
    page.get_by_label("Question").select_option(ESSAY)
    expect(page.locator("#about")).to_have_text("to be marked")
    expect(page.locator("#scheme")).to_contain_text("Somebody who pays.")
    student = re.findall(r"\((\w+)\)", page.locator("#place").inner_text())[0]
    with open_book(root) as book:
        grade = book.find_grade(ESSAY, LESSON, LESSON, student)
        grade.manual_score, grade.needs_manual_grade = 3.5, False
        book.db.commit()
    page.get_by_role("heading", level=2).first.focus()
    page.keyboard.press("2")
    expect(page.get_by_role("alert")).to_contain_text("somebody has changed this mark")
    expect_no_fault_in(page)
    assert marks(root, ESSAY)[student][0] == 3.5
    page.get_by_role("button", name="Keep the mark in the gradebook: 3.5 of 4").press("Enter")
    expect(page.get_by_role("button", name="3.5 points")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("2")
    expect(page.get_by_role("status")).to_contain_text("2 of 4. 2 left.")
    assert marks(root, ESSAY)[student][0] == 2.0


def test_it_fits_a_phone_and_asks_nobody_else(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    expect_no_fault_in(page)
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect_no_fault_in(page)
    heard = page.heard  # type: ignore[attr-defined]
    assert [one for one in heard if not re.match(r"http://127\.0\.0\.1:\d+/", one)] == []
    assert "token" not in page.url


def test_ctrl_c_says_what_was_done_and_how_to_go_on(
    page: Page, program: subprocess.Popen[str]
) -> None:
    program.send_signal(signal.SIGINT)
    said, _ = program.communicate(timeout=60)
    assert program.returncode == 1
    assert "You marked 5 answers; everything is saved." in said
    assert f"Still to be marked: {ESSAY} 2." in said
    assert f"Next: `course mark {LESSON}` to go on." in said
    page.keyboard.press("1")
    expect(page.get_by_role("alert")).to_contain_text("Is course mark still running?")
