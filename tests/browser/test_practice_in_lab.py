"""Practice by keyboard alone: answer, check, rate with a digit, go on; answers outlive a kernel."""

from __future__ import annotations

from pathlib import Path

import pytest
from lab import LabPage, LabServer, OpenLab, write_notebook
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NOTEBOOK = "practice/practice.ipynb"
CELLS: list[str | tuple[str, str]] = [
    'from grading_helpers import practice, quiz\nquiz("gap_sign")',
    'practice("03_rater")',
]


@pytest.fixture(scope="module")
def lab(lab_server: LabServer, open_lab: OpenLab) -> LabPage:
    write_notebook(lab_server.root / NOTEBOOK, CELLS)
    opened = open_lab(NOTEBOOK)
    opened.run_all()
    return opened


def test_a_card_is_answered_and_rated_by_keyboard(lab: LabPage) -> None:
    cell = lab.bring(1)
    box = cell.locator(".practice")
    prompt = box.locator(".quiz-prompt")
    first = prompt.inner_text()
    before = lab.cell_types()
    rate = box.get_by_role("group", name="How well did you know it?")
    expect(rate.get_by_role("button", name="easy")).to_have_attribute("aria-disabled", "true")
    box.locator(".quiz-card :is(input, select, button)").first.focus()
    lab.page.keyboard.press("4")
    expect(prompt).to_have_text(first)
    lab.page.keyboard.press("Space")
    box.get_by_role("button", name="Check").first.focus()
    lab.page.keyboard.press("Enter")
    expect(rate.get_by_role("button", name="easy")).to_have_attribute("aria-disabled", "false")
    lab.screenshot("practice_rate")
    lab.page.keyboard.press("4")
    expect(prompt).not_to_have_text(first)
    expect(box.locator(".quiz-card :focus")).to_have_count(1)
    expect(box.get_by_role("status").last).to_contain_text("questions to go")
    assert lab.cell_types() == before


def test_answers_come_back_after_a_restart(lab: LabPage) -> None:
    lab.bring(0).get_by_role("radio", name="+2").check()
    lab.cell(0).get_by_role("button", name="Check").click()
    said = lab.cell(0).get_by_role("status")
    expect(said).to_contain_text("turns the sign round")
    wait_for_file(lab, lab.server.root / "practice" / "progress.json", "plus_two")
    lab.page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    lab.run_all()
    expect(lab.bring(0).get_by_role("radio", name="+2")).to_be_checked()
    expect(said).to_contain_text("turns the sign round")
    expect(lab.cell(0)).to_contain_text("1 try")


def wait_for_file(lab: LabPage, file: Path, words: str) -> None:
    """Wait until a file holds some words; the page hears the verdict a moment before it does."""
    for _ in range(50):
        if file.is_file() and words in file.read_text("utf-8"):
            return
        lab.page.wait_for_timeout(100)
    raise AssertionError(f"{file.name} does not hold {words!r}")


def test_a_read_only_folder_keeps_answers_in_memory_and_says_so(lab: LabPage) -> None:
    code = "from grading_helpers.answer_book import answer_book; answer_book()._keep_in_memory()"
    lab.execute(code)
    lab.command("notebook:run-all-cells")
    expect(lab.bring(0)).to_contain_text("cannot be written to")
