"""Faults that axe-core finds on a page."""

from __future__ import annotations

from importlib.resources import files

from playwright.sync_api import Page
from settle import settle

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RUN = """async selector => {
    const found = await axe.run({include: [[selector]]});
    const shown = rule => `${rule.id}: ${rule.nodes.map(node => node.html).join(" | ")}`;
    return {faults: found.violations.map(shown), passed: found.passes.map(rule => rule.id)};
}"""


def expect_no_fault_in(page: Page, selector: str = "html") -> None:
    """Fail if axe finds a fault in a part of a page, or did not check its contrast."""
    page.evaluate(AXE)
    found = settle(page, RUN, selector)
    assert found["faults"] == []
    assert "color-contrast" in found["passed"]
