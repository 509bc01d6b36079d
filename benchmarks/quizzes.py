"""How responsive quizzes are: the cost of importing them, and of sixty in one notebook.

``python benchmarks/quizzes.py`` needs a Chromium. Each notebook of sixty questions is compared with
one of sixty plain ``ipywidgets.RadioButtons``, the minimum for a choice in a notebook; the two
take turns. The tables are Markdown.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

from lab import LabPage, chromium_path, launch_chromium, open_notebook, serve_lab, write_notebook
from settle import settle

import grading_helpers
from grading_helpers.questions.bank import question_ids

HELPERS = ", ".join(grading_helpers.__all__)
IMPORTS = f"""
import json, time
began = time.perf_counter()
import ipywidgets
between = time.perf_counter()
from grading_helpers import {HELPERS}
print(json.dumps([between - began, time.perf_counter() - between]))
"""
LIMIT_MS = 150
SHOWN = {"quizzes": ".quiz-card", "RadioButtons": ".widget-radio"}

# Times are taken in the page, so that they do not include the test harness.
WATCH = """card => {
    const status = card.querySelector('[role=status]');
    window.latency = new Promise(tell => card.addEventListener('keydown', () => {
        const pressed = performance.now();
        new MutationObserver((_, watcher) => {
            if (!status.textContent) return;
            watcher.disconnect();
            tell(performance.now() - pressed);
        }).observe(status, { childList: true, subtree: true });
    }, { once: true, capture: true }));
}"""
SCROLL = """async () => {
    const box = document.querySelector('.jp-WindowedPanel-outer');
    const frame = () => new Promise(requestAnimationFrame);
    const frames = [];
    box.scrollTop = 0;
    let before = await frame();
    while (box.scrollTop + box.clientHeight < box.scrollHeight - 1) {
        box.scrollTop += 60;
        const now = await frame();
        frames.push(now - before);
        before = now;
    }
    return frames;
}"""


@dataclass
class Measured:
    """The times for one kind of notebook, in milliseconds."""

    shown: list[float] = field(default_factory=list)
    latency: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="how often the import is measured")
    parser.add_argument("--rounds", type=int, default=3, help="how often each notebook is opened")
    parser.add_argument("--quizzes", type=int, default=60)
    asked = parser.parse_args(arguments)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    _print_imports(measure_imports(asked.runs))
    _print_notebooks(asked.quizzes, measure_notebooks(asked.quizzes, asked.rounds))


def measure_imports(runs: int) -> list[tuple[float, float]]:
    """Time the import of ipywidgets and then of all helpers, each time in a new process."""
    found = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", IMPORTS], capture_output=True, text=True, check=True
        )
        widgets, helpers = json.loads(done.stdout)
        found.append((1000 * widgets, 1000 * helpers))
    return found


def measure_notebooks(number: int, rounds: int) -> dict[str, Measured]:
    """Open both notebooks in turn, several times, in one JupyterLab."""
    path = chromium_path() or sys.exit("no Chromium on PATH: install chromium first")
    measured = {name: Measured() for name in SHOWN}
    with _folder() as folder, serve_lab(folder) as server, launch_chromium(path) as browser:
        for turn in range(rounds):
            for name, cells in _notebooks(number).items():
                notebook = f"{name}_{turn}/{name}.ipynb"
                write_notebook(server.root / notebook, cells)
                with open_notebook(server, browser, notebook, folder) as lab:
                    _measure(lab, measured[name], SHOWN[name], number)
    return measured


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _notebooks(number: int) -> dict[str, list[str | tuple[str, str]]]:
    """Return questions from all lessons, and as many plain choices."""
    every = question_ids()
    names = [every[place * len(every) // number] for place in range(number)]
    choice = "widgets.RadioButtons(options=['one', 'two', 'three', 'four'])"
    return {
        "quizzes": ["from grading_helpers import quiz", *(f"quiz({name!r})" for name in names)],
        "RadioButtons": ["import ipywidgets as widgets", *[choice] * number],
    }


def _measure(lab: LabPage, into: Measured, selector: str, number: int) -> None:
    lab.page.evaluate("window.began = performance.now()")
    lab.run_all()
    shown = f"() => document.querySelectorAll('{selector}').length === {number}"
    lab.page.wait_for_function(shown)
    into.shown.append(lab.page.evaluate("performance.now() - window.began"))
    lab.page.wait_for_timeout(1000)
    into.frames += settle(lab.page, SCROLL)
    if selector == SHOWN["quizzes"]:
        into.latency += [_latency(lab, place) for place in range(1, number + 1)]


def _latency(lab: LabPage, place: int) -> float:
    """Give any answer, press Enter on the button and return the time until the verdict."""
    card = lab.bring(place).locator(".quiz-card")
    for control in card.locator(":is(input[type=radio], input[type=checkbox])").all()[:1]:
        control.check()
    for written in card.locator("input.quiz-field, textarea").all():
        written.fill("7")
    card.evaluate(WATCH)
    card.locator(".quiz-check").focus()
    lab.page.keyboard.press("Enter")
    return float(lab.page.evaluate("window.latency"))


def _print_imports(found: list[tuple[float, float]]) -> None:
    print(f"| import, median of {len(found)} | ms |\n|---|---|")
    print(f"| ipywidgets | {median(widgets for widgets, _ in found):.0f} |")
    helpers = median(helpers for _, helpers in found)
    print(f"| all helpers, beyond it (at most {LIMIT_MS}) | {helpers:.0f} |\n")
    if helpers >= LIMIT_MS:
        sys.exit(f"the import of the helpers takes {helpers:.0f} ms, not under {LIMIT_MS}")


def _print_notebooks(number: int, measured: dict[str, Measured]) -> None:
    quizzes, plain = measured["quizzes"], measured["RadioButtons"]
    print(f"| {number} in a notebook | quizzes | RadioButtons |\n|---|---|---|")
    print(f"| all shown after | {median(quizzes.shown):.0f} ms | {median(plain.shown):.0f} ms |")
    print(f"| key to words | {_spread(quizzes.latency)} | – |")
    print(f"| frame while scrolling | {_spread(quizzes.frames)} | {_spread(plain.frames)} |")
    late, late_plain = (_share_late(one.frames) for one in (quizzes, plain))
    print(f"| frames over 50 ms | {late:.1f} % | {late_plain:.1f} % |")


def _spread(values: list[float]) -> str:
    return f"{median(values):.0f} ms (95 %: {quantiles(values, n=20)[-1]:.0f} ms)"


def _share_late(frames: list[float]) -> float:
    return 100 * sum(frame > 50 for frame in frames) / len(frames)


if __name__ == "__main__":
    main()
