"""A lesson as its author wrote it: MyST text read into cells that know their line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from pathlib import Path
from typing import Any

import jupytext
import yaml

from grading_helpers.instructor.authoring.faults import Fault, text_of
from grading_helpers.instructor.authoring.yaml_files import CONTROL_CHARACTER, load

CODE_FENCE = "```{code-cell}"
LINE_NAMED = re.compile(r"\bline (\d+)")


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson."""

    kind: str
    source: str
    line: int
    metadata: dict[str, Any]
    code_line: int = 0

    @property
    def grading(self) -> dict[str, Any]:
        """The nbgrader metadata, empty for an ordinary cell."""
        found = self.metadata.get("nbgrader", {})
        return found if isinstance(found, dict) else {}

    @property
    def grade_id(self) -> str:
        """The name by which the gradebook knows the cell, or nothing."""
        return str(self.grading.get("grade_id") or "")

    @property
    def stable_id(self) -> str:
        """The grade id, else a hash of the text."""
        return (
            self.grade_id or hashlib.sha256(f"{self.kind}\n{self.source}".encode()).hexdigest()[:12]
        )

    @property
    def is_answer(self) -> bool:
        """Whether a student writes code here."""
        return self.kind == "code" and bool(self.grading.get("solution"))

    @property
    def is_test(self) -> bool:
        """Whether the cell gives points by running."""
        return self.kind == "code" and bool(self.grading.get("grade")) and not self.is_answer

    @property
    def points(self) -> float:
        """The points that the cell is worth: none if its header gives no number."""
        points = self.grading.get("points")
        return float(points) if isinstance(points, int | float) and isfinite(points) else 0.0


@dataclass(frozen=True)
class Lesson:
    """A lesson: its folder and its cells."""

    folder: Path
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """The name of the folder, which is the id of the nbgrader assignment."""
        return self.folder.name

    @property
    def title(self) -> str:
        """What the first line of the text says."""
        return self.cells[0].source.splitlines()[0].lstrip("# ").strip()

    @property
    def text_file(self) -> Path:
        """The file that the author edits."""
        return self.folder / "lesson.md"

    @cached_property
    def answers(self) -> dict[str, Cell]:
        """The answer cells by exercise; they hold the reference solutions."""
        return {cell.grade_id: cell for cell in self.cells if cell.is_answer}

    @cached_property
    def tests(self) -> dict[str, Cell]:
        """The test cells by grade id."""
        return {cell.grade_id: cell for cell in self.cells if cell.is_test}

    @property
    def cell_ids(self) -> list[str]:
        """The ids of the cells in the notebook; the second of its kind ends in -2."""
        plain = [cell.stable_id for cell in self.cells]
        seen = [plain[: place + 1].count(name) for place, name in enumerate(plain)]
        return [name if n == 1 else f"{name}-{n}" for name, n in zip(plain, seen, strict=True)]

    @property
    def setup(self) -> str:
        """The first code cell: every import that the lesson needs."""
        return next((cell.source for cell in self.cells if cell.kind == "code"), "")

    def tests_of(self, exercise: str) -> dict[str, Cell]:
        """Return the tests of one exercise: their ids begin with its name."""
        return {
            name: cell for name, cell in self.tests.items() if self.exercise_of(name) == exercise
        }

    def exercise_of(self, test: str) -> str:
        """Return the exercise that a test belongs to: the longest name it begins with."""
        homes = [name for name in self.answers if test.startswith(f"{name}_")]
        return max(homes, key=len, default="")


def read_lesson(folder: Path) -> tuple[Lesson | None, list[Fault]]:
    """Return the lesson in a folder, or the faults that keep it from being read.

    Parameters
    ----------
    folder : Path
        A folder of ``course/`` with a ``lesson.md``.
    """
    file = folder / "lesson.md"
    text, faults = text_of(file)
    if faults := faults or list(_header_faults(file, text)):
        return None, faults
    try:
        notebook = jupytext.reads(text, fmt="md:myst")
    except Exception as error:  # what jupytext reads with raises errors of many kinds
        return None, [_unreadable(file, error)]
    cells = tuple(_with_lines(notebook.cells, text.splitlines()))
    if faults := [fault for cell in cells for fault in _metadata_faults(file, cell)]:
        return None, faults
    return Lesson(folder, cells), []


def _unreadable(file: Path, error: Exception) -> Fault:
    said = " ".join(str(error).split())[:200]
    named = LINE_NAMED.search(said)
    return Fault(file, int(named[1]) if named else 1, f"it is no MyST ({said})", "mend its headers")


def _metadata_faults(file: Path, cell: Cell) -> Iterator[Fault]:
    """Yield a fault if a notebook cannot hold what the header of a cell says."""
    try:
        json.dumps(cell.metadata, sort_keys=True)
    except TypeError as error:
        what = f"the cell header holds what no notebook can ({error})"
        yield Fault(file, cell.line, what, "write a date in quotes")


def _header_faults(file: Path, text: str) -> Iterator[Fault]:
    """Yield a fault for each cell header that is no YAML or no JSON, and for control characters."""
    lines = text.splitlines()
    for match in CONTROL_CHARACTER.finditer(text):
        what = f"a control character, {match[0]!r}, stands here"
        yield Fault(file, text.count("\n", 0, match.start()) + 1, what, "delete it")
    for number, line in enumerate(lines, 1):
        if line.startswith("+++ "):
            yield from _json_fault(file, number, line[4:])
        elif line.startswith(CODE_FENCE) and lines[number : number + 1] == ["---"]:
            yield from _yaml_fault(file, number + 1, lines[number + 1 :])
    if text.count("```") % 2:
        yield Fault(
            file, len(lines), "a code cell is opened and never closed", "add the closing ```"
        )


def _json_fault(file: Path, number: int, header: str) -> Iterator[Fault]:
    try:
        json.loads(header)
    except json.JSONDecodeError as error:
        yield Fault(file, number, f"the cell header is no JSON ({error.msg})", "mend the braces")


def _yaml_fault(file: Path, before: int, rest: list[str]) -> Iterator[Fault]:
    length = rest.index("---") if "---" in rest else len(rest)
    try:
        load("\n".join(rest[:length]))
    except yaml.MarkedYAMLError as error:
        line = before + (error.problem_mark.line if error.problem_mark else 0) + 1
        yield Fault(file, line, f"malformed YAML ({error.problem})", "mend the cell header")


def _with_lines(cells: list[Any], lines: list[str]) -> Iterator[Cell]:
    """Yield the cells with the lines of the text at which they and their code begin."""
    here = 0
    for cell in cells:
        first = CODE_FENCE if cell.cell_type == "code" else cell.source.split("\n", 1)[0]
        here = next((at for at in range(here, len(lines)) if lines[at].startswith(first)), here)
        code_line = _code_line(lines, here)
        yield Cell(cell.cell_type, cell.source, here + 1, dict(cell.metadata), code_line)
        here += 1


def _code_line(lines: list[str], fence: int) -> int:
    """Return the line after a cell's fence and its header."""
    if lines[fence + 1 : fence + 2] != ["---"]:
        return fence + 2
    return lines.index("---", fence + 2) + 2
