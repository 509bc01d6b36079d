"""The question cards as a student meets them: JupyterLab, keyboard, both themes, narrow windows."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from lab import PANEL, LabPage, LabServer, OpenLab, Theme, contrasts, write_notebook
from nbconvert import HTMLExporter
from playwright.sync_api import expect
from quiz_bank import asked, authored, secrets, write_bank
from quiz_page import (
    CELLS,
    FOCUSABLE,
    MAIN_BUTTON,
    NAMES,
    PLACES,
    ROLES,
    STUDENT,
    WRONGLY,
    answer,
    answer_wrongly,
    button,
    card,
    control,
    expect_answered_by_keyboard,
    expect_control_s_to_save,
    expect_keys_to_stay,
    expect_no_overflow,
    expect_python_idle,
    expect_ring,
    heard,
    option,
    press,
    shown,
    status,
)

from grading_helpers.cards.quiz_card import TRIES_BEFORE_ANSWER

pytestmark = pytest.mark.browser

# The next request to check is not sent.
LOSE_A_CHECK = """() => {
    const send = WebSocket.prototype.send;
    window.lostChecks = 0;
    WebSocket.prototype.send = function (data) {
        const text = typeof data === "string" ? data : new TextDecoder().decode(data);
        if (!text.includes('"type":"check"')) return send.call(this, data);
        WebSocket.prototype.send = send;
        window.lostChecks += 1;
    };
}"""

# The next verdict is not received.
LOSE_A_VERDICT = f"""() => {{
    const connection = {PANEL}.sessionContext.session.kernel._ws;
    const receive = connection.onmessage;
    window.lostVerdicts = 0;
    connection.onmessage = (event) => {{
        const {{ data }} = event;
        const text = typeof data === "string" ? data : new TextDecoder().decode(data);
        if (!text.includes('"summary"')) return receive(event);
        connection.onmessage = receive;
        window.lostVerdicts += 1;
    }};
}}"""

NOTEBOOK, SAVED = "quiz/quiz.ipynb", "quiz/saved.ipynb"
WIDE, NARROW = 1280, 390
PLACES_OF = "parts => parts.map(part => part.getBoundingClientRect().left)"
# On how many lines a long word stands that is written into a part.
LINES_OF_A_LONG_WORD = """part => {
    part.firstChild.data = "misunderstandings";
    const range = new Range();
    range.selectNodeContents(part);
    return range.getClientRects().length;
}"""
BUSY = "import time; time.sleep(0.6)"


@pytest.fixture(scope="module")
def opened(lab_server: LabServer, open_lab: OpenLab) -> LabPage:
    notebook = write_notebook(lab_server.root / NOTEBOOK, CELLS)
    write_bank(notebook.parent / "banks")
    lab = open_lab(NOTEBOOK)
    lab.run_all()
    return lab


@pytest.fixture
def chosen(opened: LabPage, request: pytest.FixtureRequest) -> dict[str, Any]:
    """The parameters of the test; its theme, light by default, is shown in a wide window."""
    callspec = getattr(request.node, "callspec", None)
    parameters: dict[str, Any] = callspec.params if callspec else {}
    opened.set_size(WIDE)
    opened.set_theme(parameters.get("theme", "light"))
    return parameters


@pytest.fixture
def standing(opened: LabPage, chosen: dict[str, Any]) -> LabPage:
    """Show the questions as the last test left them, for tests that do not answer."""
    return opened


@pytest.fixture
def lab(opened: LabPage, chosen: dict[str, Any], request: pytest.FixtureRequest) -> LabPage:
    """Show unanswered the question of the parameter ``name``, those of ``asks``, or all of them."""
    opened.page.emulate_media(reduced_motion="no-preference")
    marker = request.node.get_closest_marker("asks")
    alone = marker.args if marker else [chosen["name"]] if chosen.get("name") in PLACES else []
    for name in alone:
        opened.run_cell(PLACES[name])
    if not alone:
        opened.run_all()
    return opened


# Names and roles.

CONTROLS = {
    "gap_sign": [option.text for option in asked("gap_sign").options],
    "tangibles": [option.text for option in asked("tangibles").options],
    "passive": ["True", "False"],
    "csat_share": ["Your answer %"],
    "generic_strategies": ["Gap 1 of 2", "Gap 2 of 2"],
    "metric_meanings": shown("metric_meanings"),
    "short_pairs": shown("short_pairs"),
    "recovery_steps": [f"Move {way}: {text}" for text in shown("recovery_steps")
                       for way in ("up", "down")],
    "rater_cues": ["Reliability", "Assurance", "Empathy"],
    "sunk_cost": ["Turn the card"],
    "reply_to_manager": ["Your answer"],
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_question_is_a_group_and_every_control_has_a_name(standing: LabPage, name: str) -> None:
    snapshot = card(standing, name).locator("..").aria_snapshot()
    assert f'group "{heard(authored()[name].prompt)}"' in snapshot
    missing = [each for each in CONTROLS[name] if f'{ROLES[name]} "{each}"' not in snapshot]
    assert not missing, snapshot
    expect(button(standing, name)).to_have_count(1)


def test_each_row_to_sort_is_a_group(standing: LabPage) -> None:
    snapshot = card(standing, "rater_cues").aria_snapshot()
    assert not [each for each in shown("rater_cues") if f'radiogroup "{each}"' not in snapshot]


@pytest.mark.parametrize("name", NAMES)
def test_the_instruction_describes_the_group(standing: LabPage, name: str) -> None:
    described = card(standing, name).get_attribute("aria-describedby")
    expect(card(standing, name).locator(f"[id='{described}']")).not_to_be_empty()


# By keyboard alone. Each test answers, checks, and leaves the focus where it says.


@pytest.mark.parametrize("name", NAMES)
def test_a_question_can_be_answered_by_keyboard_and_the_verdict_appears_in_an_existing_region(
    lab: LabPage, name: str
) -> None:
    expect_answered_by_keyboard(lab, name)


@pytest.mark.asks("generic_strategies")
def test_text_typed_while_python_is_busy_is_kept(lab: LabPage) -> None:
    fields = card(lab, "generic_strategies").locator("input")
    fields.first.focus()
    lab.execute(BUSY)
    press(lab, *"broad", "Tab", *"costs")
    expect_python_idle(lab)
    expect(fields.first).to_have_value("broad")
    expect(fields.last).to_have_value("costs")
    press(lab, "Enter")
    expect(card(lab, "generic_strategies")).to_contain_text("1 try")


@pytest.mark.asks("csat_share")
def test_text_typed_after_enter_is_kept(lab: LabPage) -> None:
    field = card(lab, "csat_share").locator("input")
    field.focus()
    lab.execute(BUSY)
    press(lab, "1", "Enter", "6")
    expect(card(lab, "csat_share")).to_contain_text("1 try")
    expect_python_idle(lab)
    expect(field).to_have_value("16")


@pytest.mark.parametrize("name", ["recovery_steps", "rater_cues", "metric_meanings"])
def test_the_verdict_scrolls_into_view(lab: LabPage, name: str) -> None:
    WRONGLY[name](lab, name)
    # Found once: finding it again would scroll.
    check, verdict = button(lab, name), status(lab, name)
    check.focus()
    check.evaluate("button => button.scrollIntoView({ block: 'end' })")
    press(lab, "Enter")
    expect(verdict).not_to_be_empty()
    expect(verdict).to_be_in_viewport(ratio=0.9)


def test_tab_goes_from_question_to_question(lab: LabPage) -> None:
    button(lab, "gap_sign").focus()
    press(lab, "Tab")
    expect(button(lab, "gap_sign", "Hint")).to_be_focused()
    for each in asked("tangibles").parts(STUDENT)["options"]:
        press(lab, "Tab")
        expect(option(lab, "tangibles", each.id)).to_be_focused()
    press(lab, "Tab")
    expect(button(lab, "tangibles")).to_be_focused()
    press(lab, "Tab", "Tab")
    expect(button(lab, "passive")).to_be_focused()


@pytest.mark.asks("recovery_steps")
def test_alt_and_arrows_move_a_step_and_keep_the_focus(lab: LabPage) -> None:
    texts = card(lab, "recovery_steps").locator(".ordering-text")
    first, *others = shown("recovery_steps")
    down = control(lab, "recovery_steps", f"Move down: {first}")
    down.focus()
    for place in range(1, len(others) + 2):
        press(lab, "Alt+ArrowDown")
        expect(texts.nth(min(place, len(others)))).to_have_text(first)
        expect(down).to_be_focused()
    press(lab, "Alt+ArrowUp")
    expect(texts.nth(len(others) - 1)).to_have_text(first)
    expect(down).to_be_focused()
    said = card(lab, "recovery_steps").locator(".quiz-spoken[aria-live]")
    expect(said).to_have_text(f"{first}: now {len(others)} of {len(others) + 1}.")


@pytest.mark.asks("recovery_steps")
def test_move_buttons_keep_the_focus_at_the_ends(lab: LabPage) -> None:
    second = shown("recovery_steps")[1]
    up = control(lab, "recovery_steps", f"Move up: {second}")
    up.focus()
    press(lab, "Enter", "Enter", "Space")
    expect(card(lab, "recovery_steps").locator(".ordering-text").first).to_have_text(second)
    expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")


@pytest.mark.asks("recovery_steps")
def test_steps_can_be_dragged(lab: LabPage) -> None:
    steps = card(lab, "recovery_steps").locator(".ordering-step")
    first = shown("recovery_steps")[0]
    steps.first.drag_to(steps.nth(3), target_position={"x": 20, "y": 40})
    expect(card(lab, "recovery_steps").locator(".ordering-text").nth(3)).to_have_text(first)
    numbers = card(lab, "recovery_steps").locator(".ordering-number").all_inner_texts()
    assert numbers == ["1", "2", "3", "4", "5"]
    button(lab, "recovery_steps").click()
    expect(card(lab, "recovery_steps")).to_contain_text("1 try")


@pytest.mark.asks("gap_sign")
def test_hints_open_one_at_a_time_and_keep_the_focus(lab: LabPage) -> None:
    hint, question = button(lab, "gap_sign", "int"), asked("gap_sign")
    region = card(lab, "gap_sign").locator("[aria-live]").filter(has_text="Hints")
    expect(hint).to_have_text("Hint 1 of 2")
    hint.focus()
    for opened, label in ((1, "Hint 2 of 2"), (2, "No more hints"), (2, "No more hints")):
        press(lab, "Enter")
        expect(hint).to_have_text(label)
        expect(region.locator("li")).to_have_text([heard(each) for each in question.hints[:opened]])
        expect(hint).to_be_focused()
    expect(hint).to_have_attribute("aria-disabled", "true")
    expect(button(lab, "tangibles", "int")).to_have_count(0)


@pytest.mark.parametrize("name", ["metric_meanings", "csat_share"])
def test_the_answer_can_be_shown_after_some_tries(lab: LabPage, name: str) -> None:
    reveal = button(lab, name, "Show the answer")
    expect(reveal).to_have_count(0)
    for place in range(TRIES_BEFORE_ANSWER):
        if name == "csat_share":
            card(lab, name).locator("input").fill(str(place))
        else:
            card(lab, name).locator("select").first.select_option(index=place + 1)
        button(lab, name).click()
        expect(card(lab, name)).to_contain_text(f"{place + 1} tr")
    reveal.focus()
    press(lab, "Enter")
    expect(status(lab, name)).to_contain_text("This is the answer.")
    expect(button(lab, name)).to_be_focused()
    expect(reveal).to_have_count(0)
    held = card(lab, name).locator(".quiz-field").evaluate_all("all => all.map(one => one.value)")
    right, rows = asked(name).right_answer(), asked(name).parts(STUDENT).get("rows", ())
    assert held == ([right[row.id] for row in rows] or [right])


# What is said.


@pytest.mark.asks("gap_sign")
def test_a_note_is_below_its_option_and_describes_it(lab: LabPage) -> None:
    answer(lab, "gap_sign", "surplus")
    reason = asked("gap_sign").reasons["surplus"]
    expect(card(lab, "gap_sign").locator(".quiz-note:visible")).to_have_text(
        f"✗ Not this one. {reason}"
    )
    expect(option(lab, "gap_sign", "surplus")).to_have_accessible_description(
        re.compile(re.escape(reason))
    )
    expect(option(lab, "gap_sign", "shortfall")).to_have_accessible_description("")


@pytest.mark.asks("metric_meanings", "rater_cues", "recovery_steps", "generic_strategies")
def test_every_part_has_a_note_and_the_region_names_the_part(lab: LabPage) -> None:
    for name in ("metric_meanings", "rater_cues", "recovery_steps"):
        answer_wrongly(lab, name)
        expect(card(lab, name).locator(".quiz-note:visible")).to_have_count(len(shown(name)))
        for text in shown(name):
            expect(status(lab, name)).to_contain_text(f"{text}: ")
    answer_wrongly(lab, "generic_strategies")
    expect(status(lab, "generic_strategies")).to_contain_text("Gap 1: Not this one. A broad scope")
    expect(control(lab, "generic_strategies", "Gap 2 of 2")).to_have_accessible_description(
        re.compile("Selling below all others needs the lowest cost")
    )


@pytest.mark.asks("gap_sign")
def test_right_answer_earns_the_explanation(lab: LabPage) -> None:
    answer(lab, "gap_sign", "surplus")
    answer(lab, "gap_sign", "shortfall")
    expect(status(lab, "gap_sign")).to_contain_text("✓ Right.")
    expect(status(lab, "gap_sign")).to_contain_text(asked("gap_sign").explanation)
    expect(card(lab, "gap_sign")).to_contain_text("2 tries")


@pytest.mark.asks("gap_sign")
def test_an_answer_that_gets_lost_on_its_way_is_sent_again(lab: LabPage) -> None:
    lab.page.evaluate(LOSE_A_CHECK)
    answer(lab, "gap_sign", "surplus")
    expect(status(lab, "gap_sign")).to_contain_text("✗ Not yet.")
    assert lab.page.evaluate("window.lostChecks") == 1


@pytest.mark.asks("gap_sign")
def test_a_verdict_that_gets_lost_on_its_way_is_sent_again(lab: LabPage) -> None:
    lab.page.evaluate(LOSE_A_VERDICT)
    answer(lab, "gap_sign", "surplus")
    expect(status(lab, "gap_sign")).to_contain_text("✗ Not yet.")
    expect(card(lab, "gap_sign")).to_contain_text("1 try")
    assert lab.page.evaluate("window.lostVerdicts") == 1


@pytest.mark.parametrize("name", [name for name in NAMES if name not in MAIN_BUTTON])
def test_checking_a_blank_answer_asks_for_an_answer(lab: LabPage, name: str) -> None:
    button(lab, name).click()
    expect(status(lab, name)).to_contain_text("first, then check")
    expect(card(lab, name).locator(".quiz-note:visible")).to_have_count(0)


@pytest.mark.asks("passive", "csat_share")
def test_a_new_answer_clears_the_verdict(lab: LabPage) -> None:
    answer(lab, "passive", "true")
    option(lab, "passive", "false").check()
    expect(status(lab, "passive")).to_be_empty()
    answer_wrongly(lab, "csat_share")
    control(lab, "csat_share", "Your answer %").press("1")
    expect(status(lab, "csat_share")).to_be_empty()
    expect(card(lab, "csat_share").locator(".quiz-note:visible")).to_have_count(0)


@pytest.mark.asks("csat_share")
def test_text_and_cursor_stay_when_the_verdict_appears(lab: LabPage) -> None:
    field = control(lab, "csat_share", "Your answer %")
    field.fill("1500")
    press(lab, "ArrowLeft", "ArrowLeft", "Enter")
    expect(status(lab, "csat_share")).not_to_be_empty()
    press(lab, "9", "8")
    expect(field).to_have_value("159800")


@pytest.mark.asks("sunk_cost")
def test_a_flashcard_turns_back_and_hides_its_answer(lab: LabPage) -> None:
    turn = button(lab, "sunk_cost")
    turn.click()
    expect(status(lab, "sunk_cost")).to_contain_text(asked("sunk_cost").back)
    expect(turn).to_have_attribute("aria-expanded", "true")
    turn.click()
    expect(status(lab, "sunk_cost")).to_be_empty()
    assert asked("sunk_cost").back not in lab.page.content()


@pytest.mark.asks("tangibles")
def test_a_whole_row_can_be_clicked(lab: LabPage) -> None:
    row = card(lab, "tangibles").locator(".choice-option").nth(1)
    box = row.bounding_box()
    assert box
    row.click(position={"x": box["width"] - 8, "y": box["height"] / 2})
    expect(row.locator("input")).to_be_checked()


def test_two_views_of_a_card_agree_but_share_no_radio_group(lab: LabPage) -> None:
    answer(lab, "gap_sign", "surplus")
    names = [card(lab, "gap_sign").locator("input").first.get_attribute("name")]
    expect(option(lab, "second", "surplus")).to_be_checked()
    expect(status(lab, "second")).to_contain_text(asked("gap_sign").reasons["surplus"])
    names.append(card(lab, "second").locator("input").first.get_attribute("name"))
    expect(option(lab, "gap_sign", "surplus")).to_be_checked()
    assert len(set(names)) == 2


def test_text_from_authors_is_never_markup(standing: LabPage) -> None:
    expect(card(standing, "gap_sign")).to_contain_text("<b>Nothing</b>")
    assert card(standing, "gap_sign").locator("b").count() == 0


# The notebook's own keys.


@pytest.mark.parametrize("name", NAMES)
def test_every_focusable_element_suppresses_shortcuts(standing: LabPage, name: str) -> None:
    focusable = card(standing, name).locator(FOCUSABLE)
    marks = focusable.evaluate_all("all => all.map(one => one.dataset.lmSuppressShortcuts)")
    assert marks
    assert set(marks) == {"true"}


@pytest.mark.parametrize("name", NAMES)
def test_letter_keys_do_not_change_the_notebook(standing: LabPage, name: str) -> None:
    expect_keys_to_stay(standing, card(standing, name))


@pytest.mark.parametrize("name", NAMES)
def test_escape_returns_the_keys_to_the_cell(standing: LabPage, name: str) -> None:
    card(standing, name).locator(FOCUSABLE).first.focus()
    press(standing, "Escape", "j")
    active = "window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    standing.page.wait_for_function(f"{active} === {PLACES[name] + 1}")


@pytest.mark.parametrize("name", ["gap_sign", "csat_share", "reply_to_manager"])
def test_control_s_saves_from_within_a_question(standing: LabPage, name: str) -> None:
    expect_control_s_to_save(standing, card(standing, name))


# To the eye.


# Cards out of view never finish their transitions, so only this one is waited for.
# An animation that is cut short is over as well.
AT_REST = """card => card.getAnimations({ subtree: true }).every(
    one => ["finished", "idle"].includes(one.playState)
)"""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_is_readable(lab: LabPage, theme: Theme, name: str) -> None:
    if name == "gap_sign":
        button(lab, name, "Hint").click()
        expect(card(lab, name).locator(".quiz-hint")).to_have_count(1)
    for turn in ("fresh", "told"):
        if turn == "told":
            answer_wrongly(lab, name)
        expect(card(lab, name)).to_be_visible()
        lab.page.wait_for_function(AT_REST, arg=card(lab, name).element_handle())
        measured = contrasts(card(lab, name))
        idle = {"↑", "↓"}
        assert len(measured) >= 3
        assert not {each: ratio for each, ratio in measured.items()
                    if ratio < 4.5 and each not in idle}  # fmt: skip


# A control that fills a box of its own shows its ring round that box.
BOXES = " or ".join(
    f"contains(concat(' ', @class, ' '), ' {name} ')"
    for name in ("choice-option", "categorising-pill")
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_keyboard_focus_is_visible(standing: LabPage, theme: Theme, name: str) -> None:
    first = card(standing, name).locator(FOCUSABLE).first
    press(standing, "Shift")
    first.focus()
    expect(first).to_be_focused()
    box = first.locator(f"xpath=ancestor-or-self::*[{BOXES}]")
    expect_ring(box.last if box.count() else first)
    button(standing, name).focus()
    expect_ring(button(standing, name))
    standing.screenshot_if_asked(f"quiz_{name}_focus_{theme}", card(standing, name))


@pytest.mark.asks("passive")
@pytest.mark.parametrize(("wish", "name"), [("reduce", "none"), ("no-preference", "quiz-appear")])
def test_animation_respects_the_readers_setting(lab: LabPage, wish: str, name: str) -> None:
    lab.page.emulate_media(reduced_motion=wish)  # type: ignore[arg-type]
    answer(lab, "passive", "true")
    note = card(lab, "passive").locator(".quiz-note:visible")
    assert note.evaluate("note => getComputedStyle(note).animationName") == name
    duration = (
        card(lab, "passive")
        .locator(".quiz-part")
        .first.evaluate("part => getComputedStyle(part).transitionDuration")
    )
    assert (duration == "0s") == (wish == "reduce")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_overflows(lab: LabPage, theme: Theme, width: int) -> None:
    lab.set_size(width, 1600)
    for name in NAMES:
        for turn in ("fresh", "told"):
            if turn == "told":
                answer_wrongly(lab, name)
            expect_no_overflow(card(lab, name))
            lab.page.mouse.move(0, 0)
            lab.screenshot_if_asked(f"quiz_{name}_{turn}_{theme}_{width}", card(lab, name))


@pytest.mark.asks("recovery_steps")
def test_a_step_to_order_keeps_its_words_whole_in_a_narrow_window(lab: LabPage) -> None:
    lab.set_size(NARROW)
    text = card(lab, "recovery_steps").locator(".ordering-text").first
    assert text.evaluate(LINES_OF_A_LONG_WORD) == 1


@pytest.mark.asks("rater_cues")
def test_a_chosen_pill_moves_no_other(lab: LabPage) -> None:
    pills = card(lab, "rater_cues").locator(".categorising-pill")
    before = pills.evaluate_all(PLACES_OF)
    pills.first.get_by_role("radio").check()
    assert pills.evaluate_all(PLACES_OF) == before


# What stays hidden, and what is there without a kernel.


def test_a_wrong_answer_reveals_nothing(lab: LabPage) -> None:
    for name in NAMES:
        if name not in MAIN_BUTTON:
            answer_wrongly(lab, name)
    page, saved = lab.page.content(), lab.save()
    assert asked("gap_sign").reasons["surplus"] in page
    assert heard(asked("tangibles").prompt) in saved
    unearned = {secret for name in NAMES if name not in MAIN_BUTTON for secret in secrets(name)}
    earned = {each for each in unearned if each in page}
    explanations = {asked(name).explanation for name in NAMES}
    assert not explanations & earned
    assert len(earned) < len(unearned) / 2
    assert not [secret for secret in unearned if secret.count(" ") > 1 and secret in saved]
    banks = lab.server.root / NOTEBOOK
    keys = [raw["packed"] for raw in _packed(banks.parent / "banks").values()]
    assert not [key for key in keys for place in (page, saved) if key in place]


def _packed(folder: Path) -> dict[str, dict[str, str]]:
    file = next(folder.glob("*.json"))
    return dict(json.loads(file.read_text("utf-8"))["questions"])


def test_a_live_card_replaces_its_plain_form(standing: LabPage) -> None:
    for name in NAMES:
        expect(card(standing, name)).to_be_visible()
        plain = standing.cell(PLACES[name]).locator(".quiz-plain")
        expect(plain).to_have_count(1)
        expect(plain).to_be_hidden()


def test_a_saved_notebook_can_be_read_without_its_kernel(lab: LabPage, open_lab: OpenLab) -> None:
    lab.save()
    shutil.copy(lab.server.root / NOTEBOOK, lab.server.root / SAVED)
    saved = open_lab(SAVED)
    for name in NAMES:
        cell = saved.bring(PLACES[name])
        expect(cell.locator(".quiz-plain")).to_be_visible()
        expect(cell.locator(".quiz-plain")).to_contain_text(heard(asked(name).prompt))
        expect(cell.get_by_text("model not found")).to_be_hidden()
        expect(cell.get_by_text("Loading widget")).to_be_hidden()
    saved.screenshot("quiz_without_kernel")


@pytest.mark.filterwarnings("ignore:Your element with mimetype")
def test_a_converted_notebook_shows_every_question_once(lab: LabPage) -> None:
    lab.save()
    notebook = nbformat.read(lab.server.root / NOTEBOOK, as_version=4)
    html, _resources = HTMLExporter(exclude_input=True).from_notebook_node(notebook)
    for name in NAMES[1:]:
        prompt = authored()[name].prompt
        assert html.count(prompt.replace("'", "&#39;")) + html.count(prompt) >= 1, name
        assert html.count(prompt) == 1, name
    sentences = {one for name in NAMES for one in secrets(name) if one.count(" ") > 1}
    assert not [one for one in sentences if one in html]


# A busy kernel would not do: JupyterLab 4.4 handles widgets in a separate thread.
BE_SLOW = """
import time
from pathlib import Path
def check_later(check=passive.check):
    while not Path('go_on').exists():
        time.sleep(0.1)
    check()
passive.check = check_later
Path('is_slow').touch()
"""


@pytest.mark.asks("passive")
def test_a_slow_kernel_is_mentioned_and_the_verdict_still_appears(lab: LabPage) -> None:
    go_on, is_slow = ((lab.server.root / NOTEBOOK).with_name(one) for one in ("go_on", "is_slow"))
    lab.execute(BE_SLOW)
    while not is_slow.exists():
        lab.page.wait_for_timeout(100)
    option(lab, "passive", "true").check()
    button(lab, "passive").click()
    expect(status(lab, "passive")).to_contain_text("Python has not answered yet.")
    go_on.touch()
    expect(status(lab, "passive")).to_contain_text(asked("passive").reasons["true"])
    for signal in (go_on, is_slow):
        signal.unlink()


def test_front_end_needs_no_network(lab: LabPage) -> None:
    for name in NAMES:
        answer_wrongly(lab, name)
    assert lab.outside_requests == []
