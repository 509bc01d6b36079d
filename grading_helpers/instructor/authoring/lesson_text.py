"""Reading a lesson's MyST text into cells that know their line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext
import yaml

from grading_helpers.instructor.authoring.faults import Fault, text_of
from grading_helpers.instructor.authoring.lessons import Cell, Lesson
from grading_helpers.instructor.authoring.yaml_files import CONTROL_CHARACTER, load

CODE_FENCE = "```{code-cell}"
LINE_NAMED = re.compile(r"\bline (\d+)")


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
