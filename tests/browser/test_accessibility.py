"""axe-core finds no fault in any kind of card, in both themes, before and after an answer.

axe passes over contrast in JupyterLab, whose body has no height, without saying so. The body is
therefore given one, and each run must show that ``color-contrast`` was looked at.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from lab import LabPage, LabServer, OpenLab, Theme, write_notebook
from playwright.sync_api import expect
from quiz_bank import authored, write_bank

pytestmark = pytest.mark.browser

NOTEBOOK = "axe/axe.ipynb"
NAMES = list(authored())
CELLS: list[str | tuple[str, str]] = [
    "from pathlib import Path\n"
    "from grading_helpers.questions import load_question\n"
    "from grading_helpers.quiz_widget import card\n"
    "def ask(name): return card(load_question(name, Path('banks')), 'ann')",
    *(f"{name} = ask({name!r})\n{name}" for name in NAMES),
    "from grading_helpers import check, practice\n"
    "def mean_basket(amounts): return 0\n"
    "check(mean_basket)",
    "practice('03_rater')",
]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RUN = """async selector => {
    document.body.style.height = "100vh";
    const found = await axe.run({include: [[selector]]});
    const shown = rule => `${rule.id}: ${rule.nodes.map(node => node.html).join(" | ")}`;
    return {faults: found.violations.map(shown), passed: found.passes.map(rule => rule.id)};
}"""


@pytest.fixture(scope="module")
def lab(lab_server: LabServer, open_lab: OpenLab) -> LabPage:
    notebook = write_notebook(lab_server.root / NOTEBOOK, CELLS)
    write_bank(notebook.parent / "banks")
    opened = open_lab(NOTEBOOK)
    opened.page.evaluate(AXE)
    return opened


def axe(lab: LabPage, place: int, part: str) -> Any:
    lab.bring(place)
    return lab.page.evaluate(RUN, f'[data-windowed-list-index="{place}"] {part}')


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("answered", [False, True], ids=["fresh", "answered"])
def test_no_card_has_a_fault(lab: LabPage, theme: Theme, answered: bool) -> None:
    lab.set_theme(theme)
    lab.run_all()
    for place, name in enumerate(NAMES, start=1):
        card = lab.bring(place).locator(".quiz-card")
        if answered:
            give_some_answer(lab, place)
            card.locator(".quiz-check").click()
            expect(card.get_by_role("status")).not_to_be_empty()
        found = axe(lab, place, ".quiz-card")
        assert found["faults"] == [], name
        assert "color-contrast" in found["passed"], name


def give_some_answer(lab: LabPage, place: int) -> None:
    """Answer anyhow: by the first option, the first partner, a word."""
    card = lab.cell(place).locator(".quiz-card")
    for group in card.get_by_role("radiogroup").all() or [card]:
        if group.locator("input[type=radio], input[type=checkbox]").count():
            group.locator("input").first.check()
    for select in card.locator("select").all():
        select.select_option(index=1)
    for field in card.locator("input.quiz-field, textarea").all():
        field.fill("7")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_verdict_hints_and_practice_have_no_fault(lab: LabPage, theme: Theme) -> None:
    lab.set_theme(theme)
    lab.run_all()
    verdict, practice = len(NAMES) + 1, len(NAMES) + 2
    lab.bring(verdict).get_by_text("Hint 1").click()
    for place in (verdict, practice):
        found = axe(lab, place, ".jp-OutputArea-output")
        assert found["faults"] == []
        assert "color-contrast" in found["passed"]
