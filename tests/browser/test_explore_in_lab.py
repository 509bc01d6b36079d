"""Every model to play with follows the keys in a real JupyterLab, in both themes."""

import pytest
from accessible import expect_no_fault_in
from lab import LabPage, LabServer, OpenLab, write_notebook
from playwright.sync_api import Locator, expect
from quiz_page import expect_no_overflow

from grading_helpers.explorables import NAMES, load_explorable
from grading_helpers.explorables.explorable import Choice

pytestmark = pytest.mark.browser

NOTEBOOK = "explore/explore.ipynb"
GIVE_HEIGHT = 'document.body.style.height = "100vh"'


@pytest.fixture(scope="module")
def lab(lab_server: LabServer, open_lab: OpenLab) -> LabPage:
    first, *others = (f"explore({name!r})" for name in NAMES)
    cells = [f"from grading_helpers import explore\n{first}", *others]
    write_notebook(lab_server.root / NOTEBOOK, cells)
    opened = open_lab(NOTEBOOK)
    opened.run_all()
    return opened


def card(lab: LabPage, name: str) -> Locator:
    return lab.bring(NAMES.index(name)).locator(".explore")


@pytest.mark.parametrize("name", NAMES)
def test_a_model_follows_the_keys_and_has_no_fault_in_either_theme(lab: LabPage, name: str) -> None:
    explorable = load_explorable(name)
    shown = card(lab, name)
    assert shown.get_by_role("img").get_attribute("aria-label")
    moved = dict(explorable.read({}))
    for control in explorable.controls:
        if isinstance(control, Choice):
            moved[control.name] = control.options[-1]
            field = shown.get_by_role("combobox", name=control.label, exact=True)
            field.select_option(moved[control.name])
        else:
            moved[control.name] = control.read(control.start + control.step)
            field = shown.get_by_role("slider", name=control.label, exact=True)
            field.focus()
            lab.page.keyboard.press("ArrowRight")
        expect(shown.get_by_role("status")).to_have_text(explorable.view(moved).sentence)
    for theme in ("light", "dark"):
        lab.set_theme(theme)
        lab.screenshot(f"explore-{name}-{theme}", card(lab, name))
        lab.page.evaluate(GIVE_HEIGHT)
        expect_no_fault_in(lab.page, f'[data-windowed-list-index="{NAMES.index(name)}"] .explore')
    shown.get_by_role("button", name="Back to the start").click()
    expect(shown.get_by_role("status")).to_have_text(explorable.view().sentence)


# The size of each text in pixels, and how far it reaches beyond the card.
TEXTS = """card => {
    const svg = card.querySelector("svg[role=img]");
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const box = card.getBoundingClientRect();
    const shown = [...svg.querySelectorAll("text")].filter(text => text.getClientRects().length);
    return shown.map(text => {
        const { left, right } = text.getBoundingClientRect();
        const size = parseFloat(getComputedStyle(text).fontSize) * scale;
        return [text.textContent, size, Math.max(box.left - left, right - box.right)];
    });
}"""


@pytest.mark.parametrize("name", NAMES)
def test_a_model_can_be_read_and_moved_on_a_phone(lab: LabPage, name: str) -> None:
    lab.set_size(390, 1200)
    try:
        shown = card(lab, name)
        expect_no_overflow(shown)
        texts = shown.evaluate(TEXTS)
        assert texts
        assert not [text for text, size, _ in texts if size < 8]
        assert not [text for text, _, beyond in texts if beyond > 0]
        for field in shown.get_by_role("slider").all():
            assert (field.bounding_box() or {"width": 0})["width"] > 60
    finally:
        lab.set_size(1280)


def test_one_point_is_not_called_points(lab: LabPage) -> None:
    field = card(lab, "promises").get_by_role("slider", name="Expectation moves by", exact=True)
    field.focus()
    for said in ("1 point", "2 points"):
        lab.page.keyboard.press("ArrowRight")
        expect(field).to_have_attribute("aria-valuetext", said)
