"""Practice and guesses by keyboard alone: answer, check, rate with a digit, go on."""

from __future__ import annotations

import pytest
from accessible import expect_no_fault_in
from lab import LabPage, LabServer, OpenLab, write_notebook
from playwright.sync_api import expect
from quiz_page import expect_no_overflow, press

from grading_helpers.questions.bank import load_question, question_ids

pytestmark = pytest.mark.browser

NOTEBOOK = "practice/practice.ipynb"
NUMBER = next(name for name in question_ids() if load_question(name).kind == "number")
RIGHT = str(load_question(NUMBER).right_answer())
# The first question that practice asks, and an option of it that is wrong.
FIRST = load_question(question_ids("03_rater")[0])
WRONG = next(option.id for option in FIRST.options if not option.correct)
CELLS: list[str | tuple[str, str]] = [
    ("markdown", "# Practice"),
    'from grading_helpers import practice\npractice("03_rater")',
    "from grading_helpers.learner.answer_book import AnswerBook\n"
    "from grading_helpers.cards.practice_card import PracticeWidget\n"
    f"PracticeWidget([{NUMBER!r}], AnswerBook(__import__('pathlib').Path('one.json')))",
    'from grading_helpers import guess\nguess("lost_buyers")',
    'guess("lost_buyers", 579)',
    'guess("most_voiced_need")',
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
    expect(cell.locator(".quiz-plain")).to_have_count(1)
    expect(cell.locator(".quiz-plain")).to_be_hidden()
    before = lab.cell_types()
    rate = box.get_by_role("group", name="How well did you know it?")
    expect(rate.get_by_role("button", name="easy")).to_have_attribute("aria-disabled", "true")
    box.locator(f'.quiz-card input[value="{WRONG}"]').focus()
    lab.page.keyboard.press("4")
    expect(prompt).to_have_text(first)
    lab.page.keyboard.press("Space")
    box.get_by_role("button", name="Check").first.focus()
    lab.page.keyboard.press("Enter")
    expect(rate.get_by_role("button", name="good")).to_have_attribute("aria-disabled", "false")
    expect(rate.get_by_role("button", name="easy")).to_have_attribute("aria-disabled", "true")
    expect(rate).to_contain_text("not after a wrong answer")
    lab.screenshot("practice_rate")
    lab.set_size(390, 1600)
    expect_no_overflow(box)
    lab.set_size(1280)
    lab.page.keyboard.press("3")
    expect(prompt).not_to_have_text(first)
    expect(box.locator(".quiz-card :focus")).to_have_count(1)
    expect(box.get_by_role("status").last).to_contain_text("questions to go")
    assert lab.cell_types() == before


def test_digits_rate_after_a_number_is_checked_and_the_focus_returns_to_the_cell(
    lab: LabPage,
) -> None:
    box = lab.bring(2).locator(".practice")
    field = box.get_by_role("textbox")
    field.fill(RIGHT[:-1])
    press(lab, RIGHT[-1], "Enter")
    expect(box.get_by_role("button", name="again")).to_be_focused()
    expect(field).to_have_value(RIGHT)
    press(lab, "Shift+Tab", "Escape")
    expect(lab.cell(2)).to_be_focused()
    box.get_by_role("button", name="again").focus()
    press(lab, "4")
    expect(box.get_by_role("status").last).to_contain_text("Nothing more is due now.")
    expect(lab.cell(2)).to_be_focused()


def test_a_guess_is_kept_by_keyboard_and_then_shown_beside_the_result(lab: LabPage) -> None:
    beside = lab.bring(4).get_by_role("status")
    expect(beside).to_contain_text("You have made no guess yet. The result: 579 people.")
    card = lab.bring(3).locator(".quiz-card")
    card.get_by_role("textbox", name="Your guess").focus()
    press(lab, *"500", "Enter")
    expect(card.get_by_role("status")).to_contain_text("Your guess: 500 people.")
    expect(lab.bring(4).get_by_role("status")).to_contain_text("Your guess is 79 too low.")
    lab.run_all()
    expect(lab.bring(3).get_by_role("textbox", name="Your guess")).to_have_value("500")
    for place in (3, 5):
        lab.bring(place)
        expect(lab.cell(place).get_by_role("button", name="Keep my guess")).to_be_visible()
        lab.page.evaluate('document.body.style.height = "100vh"')
        expect_no_fault_in(lab.page, f'[data-windowed-list-index="{place}"] .quiz-card')
