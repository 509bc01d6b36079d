"""The cards of the test bank on a page, and how to find and answer their parts."""

from __future__ import annotations

from collections.abc import Callable

from lab import PANEL, LabPage
from playwright.sync_api import Locator, expect
from quiz_bank import asked, authored
from settle import settle

STUDENT = "ann"
NAMES = list(authored())
PLACES = {name: place for place, name in enumerate(NAMES, start=2)} | {"second": len(NAMES) + 2}

CELLS: list[str | tuple[str, str]] = [
    ("markdown", "# One question of each kind"),
    "from pathlib import Path\n"
    "from grading_helpers.questions.bank import load_question\n"
    "from grading_helpers.cards.quiz_card import QuizWidget\n"
    f"def ask(name): return QuizWidget(load_question(name, Path('banks')), {STUDENT!r})",
    *(f"{name} = ask({name!r})\n{name}" for name in NAMES),
    NAMES[0],
]
FOCUSABLE = ":is(input, button, a, select, textarea, summary, [tabindex], [contenteditable])"
ROLES = {
    "gap_sign": "radio",
    "tangibles": "checkbox",
    "passive": "radio",
    "csat_share": "textbox",
    "generic_strategies": "textbox",
    "metric_meanings": "combobox",
    "short_pairs": "combobox",
    "recovery_steps": "button",
    "rater_cues": "radio",
    "sunk_cost": "button",
    "reply_to_manager": "textbox",
}
# The name of the button that a press of Enter activates.
MAIN_BUTTON = {"sunk_cost": "Turn", "reply_to_manager": "Compare"}


def card(lab: LabPage, name: str) -> Locator:
    found = lab.bring(PLACES[name]).locator(".quiz-card")
    expect(found).to_have_count(1)
    return found


def status(lab: LabPage, name: str) -> Locator:
    return card(lab, name).get_by_role("status")


def button(lab: LabPage, name: str, text: str = "") -> Locator:
    return card(lab, name).get_by_role("button", name=text or MAIN_BUTTON.get(name, "Check"))


def option(lab: LabPage, name: str, option_id: str) -> Locator:
    return card(lab, name).locator(f'input[value="{option_id}"]')


def control(lab: LabPage, name: str, label: str) -> Locator:
    role = ROLES[name]
    return card(lab, name).get_by_role(role, name=label, exact=True)  # type: ignore[arg-type]


def shown(name: str) -> list[str]:
    """List the texts of the rows or steps in the order in which the student sees them."""
    parts = asked(name).parts(STUDENT)
    return [part.text for part in (parts.get("steps") or parts["rows"])]


def heard(text: str) -> str:
    """Return a text as it is read aloud, without the marks around code."""
    return text.replace("`", "")


def tick(*option_ids: str) -> Callable[[LabPage, str], None]:
    return lambda lab, name: [option(lab, name, each).check() for each in option_ids] and None


def write(*texts: str) -> Callable[[LabPage, str], None]:
    def fill(lab: LabPage, name: str) -> None:
        for place, text in enumerate(texts):
            card(lab, name).locator(".quiz-field").nth(place).fill(text)

    return fill


def choose_last(lab: LabPage, name: str) -> None:
    """Choose the last partner in every row but the last."""
    for select in card(lab, name).locator("select").all()[:-1]:
        select.select_option(index=select.locator("option").count() - 1)


def choose_first(lab: LabPage, name: str) -> None:
    """Choose the first category in every row but the last."""
    for group in card(lab, name).get_by_role("radiogroup").all()[:-1]:
        group.get_by_role("radio").first.check()


def move_last_up(lab: LabPage, name: str) -> None:
    card(lab, name).get_by_role("button", name="Move up").last.click()


def leave(lab: LabPage, name: str) -> None:
    """Answer nothing, because the card can be turned without an answer."""


WRONGLY: dict[str, Callable[[LabPage, str], None]] = {
    "gap_sign": tick("surplus"),
    "tangibles": tick("building", "promise"),
    "passive": tick("true"),
    "csat_share": write("160"),
    "generic_strategies": write("Broad", "costs"),
    "metric_meanings": choose_last,
    "short_pairs": choose_last,
    "recovery_steps": move_last_up,
    "rater_cues": choose_first,
    "sunk_cost": leave,
    "reply_to_manager": write("I would rather not."),
}


def answer_wrongly(lab: LabPage, name: str) -> None:
    WRONGLY[name](lab, name)
    button(lab, name).click()
    expect(status(lab, name)).not_to_be_empty()


def answer(lab: LabPage, name: str, *option_ids: str) -> None:
    tick(*option_ids)(lab, name)
    button(lab, name).click()
    expect(status(lab, name)).not_to_be_empty()


def expect_ring(part: Locator) -> None:
    expect(part).to_have_css("outline-style", "solid")
    expect(part).to_have_css("outline-width", "3px")


def press(lab: LabPage, *keys: str) -> None:
    for key in keys:
        lab.page.keyboard.press(key)


def expect_python_idle(lab: LabPage) -> None:
    """Wait until the kernel has handled all requests so far."""
    kernel = f"{PANEL}.sessionContext.session.kernel"
    settle(lab.page, f"() => {kernel}.requestExecute({{ code: '' }}).done.then(() => null)")


PATHS: dict[str, tuple[list[str], str]] = {
    "gap_sign": (["ArrowDown", "Enter"], "radio"),
    "tangibles": (["Space", "Tab", "Enter"], "checkbox"),
    "passive": (["Space", "Tab", "Enter"], "button"),
    "csat_share": (["1", "6", "0", "Enter"], "textbox"),
    "generic_strategies": (["b", "r", "o", "a", "d", "Tab", "x", "Enter"], "textbox"),
    "metric_meanings": (["ArrowDown", *["Tab"] * 4, "Enter"], "button"),
    "short_pairs": (["0", *["Tab"] * 3, "Enter"], "button"),
    "recovery_steps": (["Alt+ArrowDown", *["Tab"] * 7, "Enter"], "button"),
    "rater_cues": (["Space", "ArrowRight", "Enter"], "radio"),
    "sunk_cost": (["Enter"], "button"),
    "reply_to_manager": (["d", "d", "Space", "x", "Tab", "Enter"], "button"),
}


def tab_to_first_control(lab: LabPage, name: str) -> None:
    """Go from the question's cell to its first active control with one press of Tab."""
    usable = card(lab, name).locator(f"{FOCUSABLE}:not([aria-disabled='true'])").first
    lab.cell(PLACES[name]).focus()
    press(lab, "Tab")
    expect(usable).to_be_focused()


def expect_answered_by_keyboard(lab: LabPage, name: str) -> None:
    """Answer by keyboard alone; the verdict appears in an existing region and the focus stays."""
    keys, role = PATHS[name]
    cells, region = lab.cell_types(), status(lab, name).element_handle()
    tab_to_first_control(lab, name)
    press(lab, *keys)
    expect(status(lab, name)).not_to_be_empty()
    focused = card(lab, name).locator(":focus")
    expect(focused).to_have_count(1)
    expect(focused).to_have_role(role)  # type: ignore[arg-type]
    assert region.evaluate("region => region.isConnected && region.textContent !== ''")
    assert lab.cell_types() == cells
    if name not in MAIN_BUTTON:
        expect(card(lab, name)).to_contain_text("1 try")


NOTEBOOK_KEYS = (("d", "d"), ("x",), ("b",), ("a",), ("m",), ("ArrowDown",), ("ArrowUp",))


def expect_keys_to_stay(lab: LabPage, part: Locator) -> None:
    """Press the notebook's keys on everything that takes focus; no cell is added or changed."""
    before = lab.cell_types()
    for control in part.locator(f"{FOCUSABLE}:visible").all():
        for keys in NOTEBOOK_KEYS:
            control.focus()
            press(lab, *keys)
            expect(part.locator(":focus")).to_have_count(1)
    lab.page.wait_for_timeout(300)
    assert lab.cell_types() == before


# Parts that are wider inside than outside, and both widths.
_OVERFLOWING = """card => [card, ...card.querySelectorAll('*:not(.quiz-spoken, option)')]
    .filter(part => !['inline', 'none'].includes(getComputedStyle(part).display))
    .filter(part => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0)
    .filter(part => getComputedStyle(part).textOverflow !== 'ellipsis')
    .map(part => [part.tagName, part.getAttribute('class'), part.scrollWidth, part.clientWidth])"""


def expect_no_overflow(part: Locator) -> None:
    """Wait until nothing in a part is wider than its place; a new size takes a moment to settle."""
    for _ in range(50):
        overflowing = part.evaluate(_OVERFLOWING)
        if not overflowing:
            return
        part.page.wait_for_timeout(100)
    raise AssertionError(f"wider inside than outside: {overflowing}")


def expect_control_s_to_save(lab: LabPage, part: Locator) -> None:
    """Press Ctrl+S on a control: the notebook is saved, and the focus stays."""
    model = "window.jupyterapp.shell.currentWidget.model"
    lab.page.evaluate(f"{model}.dirty = true")
    control = part.locator(f"{FOCUSABLE}:visible").first
    control.focus()
    # JupyterLab ignores a save while another is under way.
    for _ in range(50):
        press(lab, "Control+s")
        lab.page.wait_for_timeout(100)
        if not lab.page.evaluate(f"{model}.dirty"):
            break
    assert not lab.page.evaluate(f"{model}.dirty")
    expect(control).to_be_focused()
