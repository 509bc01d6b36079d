"""The question cards, the summary and practice by keyboard in Notebook 7."""

from __future__ import annotations

import pytest
from lab import LabPage, LabServer, OpenLab, write_notebook
from playwright.sync_api import expect
from quiz_bank import write_bank
from quiz_page import (
    CELLS,
    NAMES,
    card,
    expect_answered_by_keyboard,
    expect_control_s_to_save,
    expect_keys_to_stay,
    press,
)

pytestmark = pytest.mark.browser

NOTEBOOK = "notebook_7/quiz.ipynb"
MORE = [
    "from grading_helpers import backup, practice, progress, quiz\nquiz('csat_blank')",
    "practice('03_rater')",
    "progress('03_rater')",
    "backup()",
]
FIRST, PRACTICE, SUMMARY, BACKUP = range(len(CELLS), len(CELLS) + len(MORE))


@pytest.fixture(scope="module")
def lab(lab_server: LabServer, open_lab: OpenLab) -> LabPage:
    """One question of each kind, and more, run once."""
    notebook = write_notebook(lab_server.root / NOTEBOOK, [*CELLS, *MORE])
    write_bank(notebook.parent / "banks")
    opened = open_lab(NOTEBOOK, "notebook")
    opened.run_all()
    return opened


def test_the_page_is_notebook_7(lab: LabPage) -> None:
    assert "/notebooks/" in lab.page.url
    assert lab.page.evaluate("window.jupyterapp.name") == "Jupyter Notebook"


@pytest.mark.parametrize("name", NAMES)
def test_keys_answer_questions_and_do_not_change_the_notebook(lab: LabPage, name: str) -> None:
    expect_answered_by_keyboard(lab, name)
    expect_keys_to_stay(lab, card(lab, name))


@pytest.mark.parametrize(
    "place", [PRACTICE, SUMMARY, BACKUP], ids=("practice", "summary", "backup")
)
def test_keys_in_other_widgets_do_not_change_the_notebook(lab: LabPage, place: int) -> None:
    part = lab.bring(place).locator(".jp-OutputArea-output:has(.quiz-card)")
    expect(part.locator(".quiz-card")).to_be_visible()
    expect_keys_to_stay(lab, part)
    expect_control_s_to_save(lab, part)


def test_a_link_of_the_summary_leads_to_its_question(lab: LabPage) -> None:
    link = lab.bring(SUMMARY).get_by_role("link", name="Ten people were asked")
    link.focus()
    press(lab, "Enter")
    expect(lab.bring(FIRST).get_by_role("radio").first).to_be_focused()
    assert lab.outside_requests == []
