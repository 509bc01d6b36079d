"""axe-core finds no fault in any kind of card, in either theme, before or after an answer.

In JupyterLab, axe skips contrast without saying so, because the page's body has no height. So the
tests give it a height, and each run must show that ``color-contrast`` was checked.
"""

from __future__ import annotations

import pytest
from accessible import expect_no_fault_in
from lab import LabPage, LabServer, OpenLab, Theme, write_notebook
from playwright.sync_api import expect
from quiz_bank import write_bank
from quiz_page import (
    CELLS,
    MAIN_BUTTON,
    NAMES,
    PLACES,
    answer_wrongly,
    card,
    expect_python_idle,
    status,
)

pytestmark = pytest.mark.browser

NOTEBOOK = "axe/axe.ipynb"
MORE = {
    "verdict": "from grading_helpers import backup, check, practice, progress, quiz\n"
    "def mean_basket(amounts): return 0\n"
    "check(mean_basket)",
    "practice": "practice('03_rater')",
    "summary": "one = quiz('gap_sign')\none.answer = ['plus_two']\none.check()\n"
    "progress('03_rater')",
    "progress": "progress()",
    "backup": "backup()",
}
ANSWER_RIGHTLY = """
for one in ({names}):
    one.answer = one.question.right_answer()
    one.check()
"""
GIVE_HEIGHT = 'document.body.style.height = "100vh"'


@pytest.fixture(scope="module")
def lab(lab_server: LabServer, open_lab: OpenLab) -> LabPage:
    notebook = write_notebook(lab_server.root / NOTEBOOK, [*CELLS, *MORE.values()])
    write_bank(notebook.parent / "banks")
    opened = open_lab(NOTEBOOK)
    opened.page.emulate_media(reduced_motion="reduce")  # or a verdict is looked at as it fades in
    return opened


def expect_no_fault(lab: LabPage, place: int, part: str) -> None:
    lab.bring(place)
    lab.page.evaluate(GIVE_HEIGHT)
    expect_no_fault_in(lab.page, f'[data-windowed-list-index="{place}"] {part}')


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("turn", ["fresh", "wrong", "right"])
def test_no_card_has_an_accessibility_fault(lab: LabPage, theme: Theme, turn: str) -> None:
    lab.set_theme(theme)
    lab.run_all()
    marked = [name for name in NAMES if name not in MAIN_BUTTON]
    if turn == "right":
        lab.execute(ANSWER_RIGHTLY.format(names=", ".join(marked)))
        expect_python_idle(lab)
    for name in marked if turn == "right" else NAMES:
        if turn == "wrong":
            answer_wrongly(lab, name)
        if turn == "right":
            expect(status(lab, name)).to_contain_text("Right.")
        expect(card(lab, name)).to_be_visible()
        expect_no_fault(lab, PLACES[name], ".quiz-card")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_other_widget_has_an_accessibility_fault(lab: LabPage, theme: Theme) -> None:
    lab.set_theme(theme)
    lab.run_all()
    for place, name in enumerate(MORE, start=len(CELLS)):
        lab.bring(place)
        if name == "verdict":
            lab.cell(place).get_by_text("Hint 1").click()
        if name in ("practice", "summary", "backup"):
            expect(lab.cell(place).locator(".quiz-card")).to_be_visible()
        if name == "summary":
            expect(lab.cell(place).locator(".quiz-card")).to_contain_text("not right yet")
        expect_no_fault(lab, place, ".jp-OutputArea-output")
