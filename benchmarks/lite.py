"""How long a lesson takes to open on a first and on later visits, and what it weighs.

``PYTHONPATH=tests/lite:tests/browser python benchmarks/lite.py SITE`` where SITE is the folder
of a site. Prints one line of JSON for each visit.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from lab import PANEL, chromium_path
from playwright.sync_api import BrowserContext
from static_site import IS_OPEN, profile_in_chromium, served

# After ten seconds the page keeps what Python has loaded for the next visit.
UNTIL_KEPT = 20_000
LESSON = "00_start_here"
FIRST_CELL, QUIZ = 1, 'quiz("start_hidden_tests")'
HAS_RUN = "place => /^\\[\\d+\\]/.test({0}.content.widgets[place].promptNode?.textContent ?? '')"


def main() -> None:
    """Measure three visits of one student, who closes the browser in between."""
    path = chromium_path()
    if path is None:
        sys.exit("There is no Chromium on PATH.")
    with served(Path(sys.argv[1])) as address, TemporaryDirectory() as profile:
        for name in ("first", "second", "third"):
            with profile_in_chromium(path, Path(profile)) as context:
                print(json.dumps({"visit": name, **measured(context, address)}), flush=True)


def measured(context: BrowserContext, address: str) -> dict[str, Any]:
    """Return seconds from opening the lesson, megabytes received and megabytes of memory."""
    page = context.new_page()
    received = 0

    def count(event: dict[str, Any]) -> None:
        nonlocal received
        received += int(event["encodedDataLength"])

    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", count)
    began = time.perf_counter()
    page.goto(f"{address}/lab/index.html?path=lessons/{LESSON}/{LESSON}.ipynb")
    page.wait_for_function(IS_OPEN)
    page.wait_for_function(f"{PANEL}.sessionContext.session?.kernel")
    found = {"open": time.perf_counter() - began}
    cells = page.evaluate(f"{PANEL}.model.sharedModel.cells.map(c => c.source)")
    for name, place in (("first cell", FIRST_CELL), ("quiz", cells.index(QUIZ))):
        page.evaluate(f"{PANEL}.content.activeCellIndex = {place}")
        page.evaluate("void window.jupyterapp.commands.execute('notebook:run-cell')")
        page.wait_for_function(HAS_RUN.format(PANEL), arg=place)
        found[name] = time.perf_counter() - began
    card = page.locator(".quiz-card").first
    card.locator('input[value="false"]').check()
    card.get_by_role("button", name="Check").click()
    page.wait_for_function("document.querySelector('.quiz-card [role=status]').textContent")
    found["quiz answered"] = time.perf_counter() - began
    found["MB of the page"] = received / 2**20
    found["MB of memory"] = memory() / 2**20
    page.wait_for_timeout(UNTIL_KEPT)
    page.close()
    return {name: round(value, 1) for name, value in found.items()}


def memory() -> int:
    """Return the memory of all processes of the browser, without what they share."""
    mine = psutil.Process(os.getpid()).children(recursive=True)
    return sum(each.memory_full_info().uss for each in mine if "chrom" in each.name())


if __name__ == "__main__":
    main()
