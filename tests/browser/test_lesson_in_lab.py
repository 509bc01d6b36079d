"""The released lesson as a student works through it: in JupyterLab, by keyboard alone."""

from __future__ import annotations

import shutil

import pytest
from lab import LabPage, LabServer, OpenLab, Theme, contrasts
from playwright.sync_api import Locator, expect
from settle import settle

from grading_helpers.instructor.authoring.course import Course, ReadLesson

pytestmark = pytest.mark.browser

NOTEBOOK = "release/03_rater/03_rater.ipynb"


@pytest.fixture(scope="module")
def lab(course: Course, lab_server: LabServer, open_lab: OpenLab) -> LabPage:
    """The released notebook, run once from top to bottom."""
    copy = lab_server.root / NOTEBOOK
    copy.parent.mkdir(parents=True)
    shutil.copy(course.release("03_rater"), copy)
    opened = open_lab(NOTEBOOK)
    opened.run_all()
    return opened


@pytest.fixture(scope="module")
def places(rater: ReadLesson) -> dict[str, int]:
    """The place of each graded cell, and of each cell with a quiz."""
    found = {}
    for place, cell in enumerate(rater.lesson.cells):
        found[cell.grade_id or cell.source.strip()] = place
    return found


def select(lab: LabPage, place: int) -> None:
    """Select a cell in command mode and scroll to it, as arrow keys would.

    JupyterLab 4.4 removes cells that are far out of view.
    """
    settle(
        lab.page,
        """async place => {
            const notebook = window.jupyterapp.shell.currentWidget.content;
            notebook.deselectAll();
            notebook.activeCellIndex = place;
            notebook.mode = "command";
            await notebook.scrollToItem(place, "center");
            notebook.activate();
            notebook.activeCell.node.focus();
        }""",
        place,
    )


def run_cell(lab: LabPage, place: int) -> None:
    """Run a cell with Shift+Enter and wait for its number."""
    prompt = lab.cell(place).locator(".jp-InputPrompt").first
    select(lab, place)
    before = prompt.inner_text()
    lab.page.keyboard.press("Shift+Enter")
    expect(prompt).not_to_have_text(before)
    expect(prompt).not_to_have_text("[*]:")


def type_answer(lab: LabPage, place: int, code: str) -> None:
    """Replace a cell's text by keyboard and run it."""
    select(lab, place)
    lab.page.keyboard.press("Enter")
    lab.page.keyboard.press("Control+a")
    lab.page.keyboard.insert_text(code)
    lab.page.keyboard.press("Escape")
    run_cell(lab, place)


def verdict(lab: LabPage, place: int) -> Locator:
    return lab.cell(place).locator(".jp-OutputArea-output [role=status]")


def corpus_code(rater: ReadLesson, exercise: str, answer: str) -> str:
    return next(one.code for one in rater.exercises[exercise].answers if one.name == answer)


def test_the_released_lesson_runs_without_an_error(lab: LabPage) -> None:
    assert lab.errors() == []
    assert lab.outside_requests == []
    assert lab.page.locator(".choice").count() >= 1


def test_untouched_exercises_say_that_they_are_not_attempted(
    lab: LabPage, places: dict[str, int]
) -> None:
    select(lab, places["servqual_gaps_values"])
    expect(verdict(lab, places["servqual_gaps_values"])).to_contain_text("Not attempted yet.")


def test_a_quiz_is_answered_by_keyboard_alone(lab: LabPage, places: dict[str, int]) -> None:
    place = places['quiz("gap_sign")']
    select(lab, place)
    said = lab.cell(place).get_by_role("status")
    first = lab.cell(place).get_by_role("radio").first
    for _ in range(12):
        lab.page.keyboard.press("Tab")
        if first.evaluate("input => input === document.activeElement"):
            break
    expect(first).to_be_focused()
    lab.page.keyboard.press("Space")
    move_to(lab, place, "plus_two")
    lab.page.keyboard.press("Enter")
    expect(said).to_contain_text("turns the sign round")
    move_to(lab, place, "minus_two")
    lab.page.keyboard.press("Enter")
    expect(said).to_contain_text("perceived minus expected")


def move_to(lab: LabPage, place: int, option: str) -> None:
    """Press the arrow key until an option is chosen; the order differs between students."""
    wanted = lab.cell(place).locator(f'input[value="{option}"]')
    for _ in range(4):
        if wanted.is_checked():
            break
        lab.page.keyboard.press("ArrowDown")
    expect(wanted).to_be_checked()
    expect(wanted).to_be_focused()


@pytest.mark.parametrize(
    "keys", [["d", "d"], ["x"], ["b"], ["a"], ["m"], ["ArrowDown"]], ids="+".join
)
def test_keys_on_an_answer_control_do_not_change_the_notebook(
    lab: LabPage, places: dict[str, int], keys: list[str]
) -> None:
    place = places['quiz("assurance_cues")']
    select(lab, place)
    before = lab.cell_types()
    expect(lab.cell(place).locator(".choice input").first).to_be_visible()
    for control in lab.cell(place).locator(".choice :is(input, button)").all():
        control.focus()
        for key in keys:
            lab.page.keyboard.press(key)
        lab.page.wait_for_timeout(700 if keys == ["d", "d"] else 50)
    assert lab.cell_types() == before


def test_escape_returns_the_keys_to_the_notebook(lab: LabPage, places: dict[str, int]) -> None:
    place = places['quiz("assurance_cues")']
    select(lab, place)
    lab.cell(place).get_by_role("checkbox").first.focus()
    lab.page.keyboard.press("Escape")
    lab.page.keyboard.press("j")
    active = "window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    lab.page.wait_for_function(f"{active} === {place + 1}")


def test_a_misconception_is_named_and_a_right_answer_matches(
    lab: LabPage, places: dict[str, int], rater: ReadLesson
) -> None:
    answer, test = places["servqual_gaps"], places["servqual_gaps_values"]
    wrong = "wrong_expectation_minus_perception"
    type_answer(lab, answer, corpus_code(rater, "servqual_gaps", wrong))
    run_cell(lab, test)
    expect(verdict(lab, test)).to_contain_text("Not yet.")
    expect(verdict(lab, test)).to_contain_text("subtracts perception from expectation")
    lab.screenshot("lesson_misconception")
    type_answer(lab, answer, corpus_code(rater, "servqual_gaps", "right_nested_loops"))
    run_cell(lab, test)
    expect(verdict(lab, test)).to_contain_text("Matches on this data.")


def test_hints_open_one_at_a_time_by_keyboard(lab: LabPage, places: dict[str, int]) -> None:
    place = places["weighted_servqual_values"]
    select(lab, place)
    before = lab.cell_types()
    first, second = (lab.cell(place).get_by_text(f"Hint {number} of 3") for number in (1, 2))
    expect(first).to_be_visible()
    expect(second).to_be_hidden()
    first.focus()
    lab.page.keyboard.press("Enter")
    expect(second).to_be_visible()
    lab.page.keyboard.press("Tab")
    expect(second).to_be_focused()
    lab.page.keyboard.press("Space")
    expect(lab.cell(place).get_by_text("Hint 3 of 3")).to_be_visible()
    for key in ("d", "d", "x", "b", "m"):
        lab.page.keyboard.press(key)
    assert lab.cell_types() == before
    lab.screenshot("lesson_hints")


def test_an_exception_is_reported_in_words_with_its_line(
    lab: LabPage, places: dict[str, int]
) -> None:
    code = 'def csat_by_store(survey):\n    rated = survey["rating"]\n    return rated'
    type_answer(lab, places["csat_by_store"], code)
    run_cell(lab, places["csat_by_store_values"])
    said = verdict(lab, places["csat_by_store_values"])
    expect(said).to_contain_text("Something broke.")
    expect(said).to_contain_text('line 2 of your cell: rated = survey["rating"]')
    assert "Traceback" not in lab.cell(places["csat_by_store_values"]).inner_text()


def test_every_figure_is_described(lab: LabPage, rater: ReadLesson) -> None:
    drawn = [n for n, cell in enumerate(rater.lesson.cells) if "show(figure" in cell.source]
    assert drawn
    for place in drawn:
        select(lab, place)
        image = lab.cell(place).locator(".jp-OutputArea-output img")
        expect(image).to_have_count(1)
        assert len(image.get_attribute("alt") or "") > 20


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_quizzes_and_verdicts_are_readable_in_both_themes(
    lab: LabPage, places: dict[str, int], theme: Theme
) -> None:
    lab.set_theme(theme)
    lab.page.emulate_media(reduced_motion="reduce")  # or a verdict is measured while it fades in
    asked = lab.cell(places['quiz("gap_sign")']).locator(".choice")
    said = verdict(lab, places["servqual_gaps_values"])
    shown = {"quiz": ('quiz("gap_sign")', asked), "verdict": ("servqual_gaps_values", said)}
    for name, (cell, ours) in shown.items():
        select(lab, places[cell])
        assert min(contrasts(ours).values()) >= 4.5
        lab.screenshot(f"lesson_{name}_{theme}")
