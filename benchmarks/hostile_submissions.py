"""Try the corpus of faulty and hostile submissions on this course's grader and stock nbgrader.

Each case is graded in a container (``tests/grader/hostile/box.py``), in a class with one honest
student. Run ``python benchmarks/hostile_submissions.py``, with names of cases to run only those;
cases in the file of results are not run again unless you name them. When all cases have results,
the table is written to ``docs/hostile_submissions.md``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "grader"))

from hostile import facts
from hostile.box import TARGET, Box, hand_in, lay_out_template, snapshot
from hostile.cases import Case
from hostile.everything import corpus
from hostile.host import PORT
from hostile.table import GRADERS, verdict, write_table

from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.gradebook.opening import put_programs_on_path

PAGE = Path(__file__).parents[1] / "docs" / "hostile_submissions.md"
WORKERS = 2
RESULTS = Path(tempfile.gettempdir(), "hostile_submissions.jsonl")
# The container has no network.
NOT_RUN = {("attack-network_out", "stock")}
CASES = {f"{case.kind}-{case.name}": case for case in corpus(str(TARGET), PORT)}
Facts = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> None:
    """Grade the chosen cases, and write the table if no case is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="cases, such as cheat-leave; by default all")
    parser.add_argument("--results", type=Path, default=RESULTS, help="the file of results")
    asked = parser.parse_args(arguments)
    if unknown := {*asked.names} - {*CASES}:
        sys.exit(f"There is no case {', '.join(sorted(unknown))}; they are called {[*CASES][:3]}.")
    done = read_results(asked.results)
    with asked.results.open("a") as kept:
        wanted = asked.names or [name for name in CASES if name not in done]
        for name, seen in grade(wanted, asked.results.parent):
            said = [f"{who}: {verdict(CASES[name], seen.get(who))}" for who in GRADERS]
            print(name, *said, sep="  ", flush=True)
            kept.write(json.dumps({name: seen}) + "\n")
            kept.flush()
            done[name] = seen
    if missing := len({*CASES} - {*done}):
        sys.exit(f"{missing} cases are still to be run, so the table was not written.")
    write_if_changed(PAGE, write_table(CASES, done))


def read_results(path: Path) -> dict[str, dict[str, Facts]]:
    """Return the results of every case, from its last run."""
    found: dict[str, dict[str, Facts]] = {}
    for line in path.read_text().splitlines() if path.is_file() else ():
        found |= json.loads(line)
    return found


def grade(names: Sequence[str], scratch: Path) -> Iterator[tuple[str, dict[str, Facts]]]:
    """Yield the result of each case with each grader."""
    put_programs_on_path()
    with tempfile.TemporaryDirectory(dir=scratch, prefix="hostile-") as place:
        template = Path(place, "template")
        template.mkdir()
        lay_out_template(template)
        with ProcessPoolExecutor(WORKERS, initializer=_start, initargs=(Path(place),)) as workers:
            yield from zip(names, workers.map(_grade_case, names), strict=True)


class _Worker:
    """What a process needs to run one case after another."""

    template: Path
    slot: Path
    box: Box | None = None


def _start(place: Path) -> None:
    _Worker.template = place / "template"
    _Worker.slot = Path(tempfile.mkdtemp(dir=place))
    _Worker.slot.chmod(0o755)


def _grade_case(name: str) -> dict[str, Facts]:
    return {
        grader: _grade_with(grader, CASES[name])
        for grader in GRADERS
        if (name, grader) not in NOT_RUN
    }


def _grade_with(grader: str, case: Case) -> Facts:
    folder = _Worker.slot / "fans"
    hand_in(_Worker.template, folder, case)
    before, size = snapshot(folder), facts.size_of(folder)
    try:
        return _run(grader, case) | facts.gather(folder, before, size)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(grader: str, case: Case) -> Facts:
    """Call a grader in a container; each attack has its own."""
    box = _Worker.box = _Worker.box or Box(_Worker.slot)
    seen = box.run(grader)
    if case.kind == "attack" or not seen["ended"]:
        box.stop()
        _Worker.box = None
    return seen


if __name__ == "__main__":
    main()
