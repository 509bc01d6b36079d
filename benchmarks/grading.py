"""How fast a class is graded: by stock nbgrader, by this course's grader, and at best.

The limit is a fork of a process that has imported the stack and runs the cells and the whole
tests with ``exec``: no kernel, no sandbox, no judge, no gradebook. Run it with
``python benchmarks/grading.py --students 30 --stock 6``; the table is Markdown. ``--before FOLDER``
compares with another checkout, which has an environment of its own. ``--copies`` also grades the
class with four cells in each notebook for which the student's process is copied.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

os.environ.setdefault("MPLBACKEND", "Agg")
# As in nbgrader's kernels, where figures have a lower resolution.
os.environ["NBGRADER_EXECUTION"] = "autograde"

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.demo.run import Demo, make_demo
from grading_helpers.instructor.demo.students import DemoStudent
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader.execution import launcher
from grading_helpers.instructor.grader.execution.precomputed_cells import lesson_cells
from grading_helpers.instructor.grader.execution.process_copies import MOST_COPIES
from grading_helpers.instructor.grader.grade_class import Options, grade_lesson
from grading_helpers.instructor.grader.sandbox import process_tree
from grading_helpers.instructor.grader.submission.assignment import read_assignment
from grading_helpers.instructor.grader.submission.dependencies import without_magics
from grading_helpers.instructor.nbgrader_api import nbgrader_api

ROOT = Path(__file__).parents[1]
LESSON = "03_rater"
SETTLE_SECONDS = 1.2
BATCHES = 5
CHANGES_SOMETHING: dict[str, Any] = {
    "cell_type": "code",
    "metadata": {},
    "source": "pd.seen = True",
    "outputs": [],
    "execution_count": None,
}


@dataclass
class Measured:
    """The cost of one way of grading: CPU seconds of each submission, wall time for all of them."""

    name: str
    cpu: list[float] = field(default_factory=list)
    wall: float = 0.0

    @property
    def median(self) -> float:
        """The median CPU seconds of a submission."""
        return statistics.median(self.cpu)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument(
        "--stock", type=int, default=6, help="how many of them stock nbgrader grades"
    )
    parser.add_argument("--before", type=Path, help="another checkout to compare with")
    parser.add_argument("--copies", action="store_true", help="also measure copies of processes")
    asked = parser.parse_args(arguments)
    # A busy machine gets slower or faster, so the other checkout is measured before and after.
    before = [measure_before(asked.before, asked.students)] if asked.before else []
    with tempfile.TemporaryDirectory() as folder:
        demo = make_demo(Course(ROOT), LESSON, Path(folder) / "course")
        students = _class(demo, asked.students)
        _lay_out(demo, students)
        limit = measure_limit(demo, students)
        ours = [measure_ours(demo, students)]
        if asked.copies:
            copied = [_needing_copies(one) for one in students]
            _hand_in(demo, copied)
            ours.append(measure_ours(demo, copied, "ours, four copies"))
        stock = measure_stock(demo, students[: asked.stock]) if asked.stock else None
    before += [measure_before(asked.before, asked.students)] if before else []
    _print(asked.students, [one for one in (stock, *before, *ours, limit) if one], asked.stock)


def _class(demo: Demo, number: int) -> list[DemoStudent]:
    """Return the invented class, repeated under other names until it is large enough."""
    able = [student for student in demo.students() if student.due is not None]
    return [
        DemoStudent(f"s{place:04d}", one.story, one.notebook, one.due)
        for place in range(number)
        for one in [able[place % len(able)]]
    ]


def _lay_out(demo: Demo, students: Sequence[DemoStudent]) -> None:
    demo.lay_out([])
    shutil.copytree(ROOT / "release", demo.folder / "release", dirs_exist_ok=True)
    _hand_in(demo, students)
    demo.release()


def _hand_in(demo: Demo, students: Sequence[DemoStudent]) -> None:
    for student in students:
        place = demo.folder / "submitted" / student.student_id / LESSON / f"{LESSON}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_text(student.notebook, "utf-8")


def _needing_copies(student: DemoStudent) -> DemoStudent:
    """Return a student's work with cells that may change something, below the first tests."""
    notebook = json.loads(student.notebook)
    cells = []
    left = MOST_COPIES
    for cell in notebook["cells"]:
        cells.append(cell)
        if left and cell["metadata"].get("nbgrader", {}).get("grade"):
            left -= 1
            cells.append({**CHANGES_SOMETHING, "id": f"changes-{left}"})
    text = json.dumps({**notebook, "cells": cells})
    return replace(student, student_id=f"c{student.student_id}", notebook=text)


def measure_limit(demo: Demo, students: Sequence[DemoStudent]) -> Measured:
    """Fork and run the cells and tests of every student with ``exec``."""
    _import_stack()
    tests = {name: cell.source for name, cell in demo.one.lesson.tests.items()}
    measured = Measured("limit")
    began = time.monotonic()
    for student in students:
        cells = [
            tests.get(cell["id"], "".join(cell["source"]))
            for cell in json.loads(student.notebook)["cells"]
            if cell["cell_type"] == "code"
        ]
        child = os.fork()
        if child == 0:
            _run_plainly(cells)
        used = os.wait4(child, 0)[2]
        measured.cpu.append(used.ru_utime + used.ru_stime)
    measured.wall = time.monotonic() - began
    return measured


def _import_stack() -> None:
    import anywidget  # noqa: F401, PLC0415
    import ipywidgets  # noqa: F401, PLC0415


def _run_plainly(cells: Sequence[str]) -> None:
    """Run cells as simply as possible, draw the open figures, and end this process."""
    import ast  # noqa: PLC0415

    from matplotlib import pyplot as plt  # noqa: PLC0415

    namespace: dict[str, object] = {"__name__": "__main__"}
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        for source in cells:
            try:
                tree = ast.parse(without_magics(source))
                last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
                exec(compile(tree, "<cell>", "exec"), namespace)
                if isinstance(last, ast.Expr):
                    value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), namespace)
                    getattr(value, "_repr_html_", lambda value=value: repr(value))()
            except Exception:
                traceback.format_exc()
            for number in plt.get_fignums():
                plt.figure(number).savefig(io.BytesIO(), format="png")
            plt.close("all")
    os._exit(0)


def measure_ours(demo: Demo, students: Sequence[DemoStudent], name: str = "ours") -> Measured:
    """Grade the class with the grader of this course, saving included."""
    folder = CourseFolder(demo.folder, "focus_on_customers")
    names = [student.student_id for student in students]
    fork_server = launcher.get_fork_server(lesson_cells(read_assignment(folder, LESSON)))
    # The first one includes the imports, as in a run of stock nbgrader.
    grade_lesson(folder, LESSON, names[:1], lambda _: None)
    measured = Measured(name)
    batches, used = _batches(names), list[float]()
    for batch in batches:
        with _cpu(used.append, fork_server.process.pid):
            grade_lesson(folder, LESSON, batch, lambda _: None, Options(force=True))
    measured.cpu = [cpu / len(batch) for cpu, batch in zip(used, batches, strict=True)]
    fork_server.stop()
    began = time.monotonic()
    grade_lesson(folder, LESSON, names, lambda _: None, Options(force=True))
    measured.wall = time.monotonic() - began
    return measured


def measure_before(checkout: Path, students: int) -> Measured:
    """Grade a class with the grader of another checkout, by its own benchmark."""
    command = [str(checkout / ".venv/bin/python"), "benchmarks/grading.py", "--stock", "0"]
    done = subprocess.run(
        [*command, "--students", str(students)],
        cwd=checkout,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found = re.search(r"^\| ours \| ([\d.]+) s .*\| (\d+) s \|$", done.stdout, re.MULTILINE)
    if not found:
        sys.exit(f"The benchmark of {checkout} printed no row of ours:\n{done.stdout}")
    return Measured("before", [float(found[1])], float(found[2]))


def _batches(names: Sequence[str]) -> list[Sequence[str]]:
    """Return a class in parts: submissions overlap, so that CPU is known only for a whole part."""
    size = max(1, len(names) // BATCHES)
    return [names[place : place + size] for place in range(0, len(names), size)]


def measure_stock(demo: Demo, students: Sequence[DemoStudent]) -> Measured:
    """Grade some of the class with stock nbgrader, all in one process."""
    measured = Measured("stock")
    api = nbgrader_api(demo.folder, demo.config, stock=True)
    api.autograde(LESSON, students[0].student_id, force=True)
    began = time.monotonic()
    for student in students:
        with _cpu(measured.cpu.append):
            answer = api.autograde(LESSON, student.student_id, force=True)
        if not answer["success"]:
            sys.exit(answer["log"])
    measured.wall = time.monotonic() - began
    return measured


@contextmanager
def _cpu(keep: Callable[[float], None], other: int = 0) -> Iterator[None]:
    """Return the CPU seconds of this process, its children and another process tree."""

    def now() -> float:
        if other:
            time.sleep(SETTLE_SECONDS)
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        own = sum(one.ru_utime + one.ru_stime for one in used)
        return own + (process_tree.usage(other).cpu if other else 0)

    before = now()
    yield
    keep(now() - before)


def _print(students: int, all_measured: Sequence[Measured], sample: int) -> None:
    limit = next(one for one in all_measured if one.name == "limit")
    print(f"\n{LESSON}, {students} students, {os.cpu_count()} cores\n")
    print("| grader | CPU per submission, median | x limit | wall for the class |")
    print("|---|---|---|---|")
    for one in all_measured:
        wall = one.wall * (students / sample if one.name == "stock" else 1)
        note = f" (from {sample})" if one.name == "stock" else ""
        print(
            f"| {one.name} | {one.median:.2f} s | {one.median / limit.median:.1f} "
            f"| {wall:.0f} s{note} |"
        )
    named = {one.name: one for one in all_measured}
    if "stock" in named:
        stock, ours = named["stock"], named["ours"]
        print(f"\nstock / ours: CPU {stock.median / ours.median:.1f}")
        print(f"stock / ours: wall {stock.wall * students / sample / ours.wall:.1f}")


if __name__ == "__main__":
    main()
