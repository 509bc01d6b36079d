"""The inline quiz as a student meets it: JupyterLab, keyboard, both themes, narrow windows."""

import json
import re
from base64 import b64encode
from pathlib import Path

import pytest
from lab import LabPage, LabServer, OpenLab, Theme, contrasts, write_notebook
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser

NOTEBOOK = "quiz/quiz.ipynb"
WIDE, NARROW = 1280, 390

PROMPTS = {
    "gap_sign": "A hotel's guests expected 6.2 for reliability and perceived 5.1. "
    "What does `perception - expectation` say about it?",
    "tangibles": "Which of these belong to the SERVQUAL dimension tangibles?",
    "passive": "A customer who answers 7 is a promoter.",
}
OPTIONS = {
    "gap_sign": {
        "shortfall": "The service fell short of what guests expected, by 1.1 points.",
        "surplus": "The service exceeded what guests expected, by 1.1 points.",
        "markup": "<b>Nothing</b>: the two scales cannot be compared, because expectations "
        "are asked before the stay and perceptions after it.",
    },
    "tangibles": {
        "building": "The state of the building",
        "promise": "Keeping a promised date",
        "uniform": "What the staff wear",
        "courtesy": "Politeness of the staff",
    },
    "passive": {"true": "True", "false": "False"},
}
REASONS = {
    "gap_sign": {
        "shortfall": "The gap is negative, so less came than was expected.",
        "surplus": "Look at the sign: perception comes first, and 5.1 is the smaller number.",
        "markup": "Both are asked on one scale precisely so that they can be subtracted.",
    },
    "tangibles": {
        "building": "The building can be seen, so it is part of the physical evidence.",
        "promise": "A kept promise is what reliability is about.",
        "uniform": "Dress is part of how the service looks.",
        "courtesy": "Courtesy makes customers trust the staff: that is assurance.",
    },
    "passive": {
        "true": "Promoters give 9 or 10; look again at where 7 stands on the scale.",
        "false": "7 and 8 are passives: satisfied, but not enthusiastic.",
    },
}
CORRECT = {"gap_sign": ["shortfall"], "tangibles": ["building", "uniform"], "passive": ["false"]}
KINDS = {"gap_sign": "single", "tangibles": "several", "passive": "truefalse"}
EXPLANATION = "SERVQUAL subtracts expectation from perception; below zero means a shortfall."

CELLS: list[str | tuple[str, str]] = [
    ("markdown", "# Three questions"),
    "from pathlib import Path\n"
    "from grading_helpers.questions import load_question\n"
    "from grading_helpers.quiz_widget import ChoiceWidget\n"
    "def ask(name): return ChoiceWidget(load_question(name, Path('banks')))",
    "gap_sign = ask('gap_sign')\ngap_sign",
    "ask('tangibles')",
    "ask('passive')",
    "gap_sign",
]
PLACES = {"gap_sign": 2, "tangibles": 3, "passive": 4, "second view": 5}
FOCUSABLE = ":is(input, button, a, select, textarea, summary, [tabindex], [contenteditable])"


def packed_key(name: str) -> str:
    key = {"correct": CORRECT[name], "reasons": REASONS[name], "explanation": EXPLANATION}
    return b64encode(json.dumps(key).encode()).decode()


def write_bank(folder: Path) -> None:
    questions = {
        name: {
            "kind": KINDS[name],
            "prompt": PROMPTS[name],
            "options": [{"id": each, "text": text} for each, text in OPTIONS[name].items()],
            "key": packed_key(name),
        }
        for name in PROMPTS
    }
    folder.mkdir(parents=True)
    bank = {"lesson": "03_rater", "questions": questions}
    (folder / "03_rater.json").write_text(json.dumps(bank), encoding="utf-8")


@pytest.fixture(scope="module")
def opened(lab_server: LabServer, open_lab: OpenLab) -> LabPage:
    notebook = write_notebook(lab_server.root / NOTEBOOK, CELLS)
    write_bank(notebook.parent / "banks")
    return open_lab(NOTEBOOK)


@pytest.fixture
def lab(opened: LabPage) -> LabPage:
    """Show every question anew, unanswered, in a wide window and the light theme."""
    opened.set_size(WIDE)
    opened.set_theme("light")
    opened.page.emulate_media(reduced_motion="no-preference")
    opened.run_all()
    expect(opened.page.locator(".choice")).to_have_count(len(PLACES))
    return opened


def card(lab: LabPage, name: str) -> Locator:
    return lab.cell(PLACES[name]).locator(".choice")


def option(lab: LabPage, name: str, option_id: str) -> Locator:
    return card(lab, name).locator(f'input[value="{option_id}"]')


def status(lab: LabPage, name: str) -> Locator:
    return card(lab, name).get_by_role("status")


def check_button(lab: LabPage, name: str) -> Locator:
    return card(lab, name).get_by_role("button", name="Check")


def answer(lab: LabPage, name: str, *option_ids: str) -> None:
    for option_id in option_ids:
        option(lab, name, option_id).check()
    check_button(lab, name).click()
    expect(status(lab, name)).not_to_be_empty()


def expect_ring(part: Locator) -> None:
    expect(part).to_have_css("outline-style", "solid")
    expect(part).to_have_css("outline-width", "3px")


def heard(name: str) -> str:
    """Give the prompt as it is read aloud, without the marks around code."""
    return PROMPTS[name].replace("`", "")


@pytest.mark.parametrize(
    ("name", "role"), [("gap_sign", "radio"), ("tangibles", "checkbox"), ("passive", "radio")]
)
def test_question_is_a_group_named_by_its_prompt(lab: LabPage, name: str, role: str) -> None:
    snapshot = card(lab, name).locator("..").aria_snapshot()
    assert f'group "{heard(name)}"' in snapshot
    assert all(f'{role} "{text}"' in snapshot for text in OPTIONS[name].values())


def test_keyboard_answers_a_single_choice(lab: LabPage) -> None:
    said_here = status(lab, "gap_sign").element_handle()
    option(lab, "gap_sign", "shortfall").focus()
    lab.page.keyboard.press("ArrowDown")
    expect(option(lab, "gap_sign", "surplus")).to_be_checked()
    lab.page.keyboard.press("Tab")
    expect(check_button(lab, "gap_sign")).to_be_focused()
    lab.page.keyboard.press("Enter")
    expect(status(lab, "gap_sign")).to_contain_text(REASONS["gap_sign"]["surplus"])
    expect(check_button(lab, "gap_sign")).to_be_focused()
    assert said_here.evaluate("region => region.isConnected && region.textContent !== ''")


def test_tab_reaches_the_question_from_the_one_before(lab: LabPage) -> None:
    check_button(lab, "gap_sign").focus()
    for each in OPTIONS["tangibles"]:
        lab.page.keyboard.press("Tab")
        expect(option(lab, "tangibles", each)).to_be_focused()
    lab.page.keyboard.press("Tab")
    expect(check_button(lab, "tangibles")).to_be_focused()
    lab.page.keyboard.press("Tab")
    expect(option(lab, "passive", "true")).to_be_focused()


def test_space_ticks_and_enter_on_an_option_checks(lab: LabPage) -> None:
    option(lab, "tangibles", "building").focus()
    lab.page.keyboard.press("Space")
    lab.page.keyboard.press("Enter")
    expect(status(lab, "tangibles")).to_contain_text("At least one right answer is still missing.")
    expect(option(lab, "tangibles", "building")).to_be_focused()
    expect(option(lab, "tangibles", "building")).to_be_checked()


def test_whole_row_can_be_clicked(lab: LabPage) -> None:
    row = card(lab, "tangibles").locator(".choice-option").nth(1)
    box = row.bounding_box()
    assert box
    row.click(position={"x": box["width"] - 8, "y": box["height"] / 2})
    expect(option(lab, "tangibles", "promise")).to_be_checked()


def test_note_stands_under_its_option_and_describes_it(lab: LabPage) -> None:
    answer(lab, "gap_sign", "surplus")
    note = card(lab, "gap_sign").locator(".choice-note:visible")
    expect(note).to_have_text(f"✗ Not this one. {REASONS['gap_sign']['surplus']}")
    expect(option(lab, "gap_sign", "surplus")).to_have_accessible_description(
        re.compile(re.escape(REASONS["gap_sign"]["surplus"]))
    )
    expect(option(lab, "gap_sign", "shortfall")).to_have_accessible_description("")


def test_right_answer_earns_the_explanation(lab: LabPage) -> None:
    answer(lab, "gap_sign", "surplus")
    answer(lab, "gap_sign", "shortfall")
    expect(status(lab, "gap_sign")).to_contain_text("✓ Right.")
    expect(status(lab, "gap_sign")).to_contain_text(EXPLANATION)
    expect(card(lab, "gap_sign")).to_contain_text("2 tries")


def test_nothing_chosen_asks_to_choose(lab: LabPage) -> None:
    check_button(lab, "passive").click()
    expect(status(lab, "passive")).to_have_text("Choose an answer first, then check it.")


def test_new_choice_takes_the_verdict_away(lab: LabPage) -> None:
    answer(lab, "passive", "true")
    option(lab, "passive", "false").check()
    expect(status(lab, "passive")).to_be_empty()
    expect(card(lab, "passive").locator(".choice-note:visible")).to_have_count(0)


def test_two_views_agree_but_share_no_radio_group(lab: LabPage) -> None:
    answer(lab, "gap_sign", "surplus")
    expect(option(lab, "second view", "surplus")).to_be_checked()
    expect(option(lab, "gap_sign", "surplus")).to_be_checked()
    expect(status(lab, "second view")).to_contain_text(REASONS["gap_sign"]["surplus"])
    names = lab.page.locator(".choice").evaluate_all(
        "cards => cards.map(card => card.querySelector('input').name)"
    )
    assert len(set(names)) == len(PLACES)


def test_author_text_is_never_markup(lab: LabPage) -> None:
    expect(card(lab, "gap_sign")).to_contain_text("<b>Nothing</b>")
    assert card(lab, "gap_sign").locator("b").count() == 0


def test_everything_that_takes_focus_keeps_shortcuts_away(lab: LabPage) -> None:
    focusable = lab.page.locator(f".choice {FOCUSABLE}")
    marks = focusable.evaluate_all("all => all.map(one => one.dataset.lmSuppressShortcuts)")
    assert marks == ["true"] * 16


@pytest.mark.parametrize("keys", [("d", "d"), ("x",), ("b",), ("m",), ("ArrowDown",)], ids="+".join)
def test_letter_keys_leave_the_notebook_alone(lab: LabPage, keys: tuple[str, ...]) -> None:
    before = lab.cell_types()
    for place in PLACES.values():
        for focusable in lab.cell(place).locator(f".choice {FOCUSABLE}").all():
            focusable.focus()
            for key in keys:
                lab.page.keyboard.press(key)
            expect(lab.cell(place).locator(":focus")).to_have_count(1)
    assert lab.cell_types() == before


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_is_readable(lab: LabPage, theme: Theme) -> None:
    lab.set_theme(theme)
    answer(lab, "gap_sign", "surplus")
    answer(lab, "tangibles", "building", "uniform")
    check_button(lab, "passive").click()
    expect(status(lab, "passive")).not_to_be_empty()
    lab.page.wait_for_function("document.getAnimations().length === 0")
    measured = [pair for name in PROMPTS for pair in contrasts(card(lab, name)).items()]
    assert {"✗ Not this one.", "✓ Right.", "Check", "1 try", "Choose one."} <= set(dict(measured))
    assert not [(text, ratio) for text, ratio in measured if ratio < 4.5]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_keyboard_focus_is_ringed(lab: LabPage, theme: Theme) -> None:
    lab.set_theme(theme)
    option(lab, "passive", "true").focus()
    lab.page.keyboard.press("ArrowDown")
    expect_ring(card(lab, "passive").locator(".choice-option").nth(1))
    lab.screenshot(f"quiz_focus_option_{theme}", card(lab, "passive"))
    lab.page.keyboard.press("Tab")
    expect_ring(check_button(lab, "passive"))
    lab.screenshot(f"quiz_focus_button_{theme}", card(lab, "passive"))


@pytest.mark.parametrize(("wish", "name"), [("reduce", "none"), ("no-preference", "choice-appear")])
def test_motion_follows_the_readers_wish(lab: LabPage, wish: str, name: str) -> None:
    lab.page.emulate_media(reduced_motion=wish)  # type: ignore[arg-type]
    answer(lab, "passive", "true")
    note = card(lab, "passive").locator(".choice-note:visible")
    assert note.evaluate("note => getComputedStyle(note).animationName") == name


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_overflows(lab: LabPage, theme: Theme, width: int) -> None:
    lab.set_theme(theme)
    lab.set_size(width)
    answer(lab, "gap_sign", "surplus")
    answer(lab, "tangibles", "building", "uniform")
    answer(lab, "passive", "true")
    check_button(lab, "passive").press("Enter")
    for name in PROMPTS:
        overflowing = card(lab, name).evaluate(
            "card => [card, ...card.querySelectorAll('*:not(.choice-spoken, .choice-spoken *)')]"
            ".filter(part => part.scrollWidth > part.clientWidth + 1"
            " && getComputedStyle(part).display !== 'inline').map(part => part.className)"
        )
        assert overflowing == []
        lab.screenshot(f"quiz_{name}_{theme}_{width}", card(lab, name).locator("../.."))
    lab.screenshot(f"quiz_{theme}_{width}")


def test_nothing_is_given_away_after_a_wrong_answer(lab: LabPage) -> None:
    answer(lab, "gap_sign", "surplus")
    option(lab, "tangibles", "promise").check()
    answer(lab, "tangibles")
    unearned = [REASONS["gap_sign"]["shortfall"], REASONS["tangibles"]["uniform"], EXPLANATION]
    keys = [packed_key(name) for name in PROMPTS]
    page, saved = lab.page.content(), lab.save()
    assert REASONS["gap_sign"]["surplus"] in page
    assert heard("tangibles") in saved
    assert not [text for text in unearned + keys for place in (page, saved) if text in place]


def test_busy_python_is_mentioned_and_the_verdict_still_comes(lab: LabPage) -> None:
    lab.execute("import time; time.sleep(6)")
    option(lab, "passive", "true").check()
    check_button(lab, "passive").click()
    expect(status(lab, "passive")).to_contain_text("Python has not answered yet.")
    expect(status(lab, "passive")).to_contain_text(REASONS["passive"]["true"])


def test_front_end_needs_no_network(lab: LabPage) -> None:
    answer(lab, "gap_sign", "surplus")
    assert lab.outside_requests == []
