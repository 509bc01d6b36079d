"""Read a lesson's MyST text into cells, with their line numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import jupytext
import yaml
from nbformat import NotebookNode

from grading_helpers.instructor.authoring.faults import at_line, text_of
from grading_helpers.instructor.authoring.lesson.model import Cell, Lesson
from grading_helpers.instructor.authoring.yaml_files import CONTROL_CHARACTER, load
from grading_helpers.instructor.diagnostics import Diagnostic

CODE_FENCE = "```{code-cell}"
LINE_NAMED = re.compile(r"\bline (\d+)")


def read_lesson(folder: Path) -> tuple[Lesson | None, list[Diagnostic]]:
    """Return the lesson in a folder, or the faults that make it unreadable.

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
    except Exception as error:  # the parsers behind jupytext raise errors of many kinds
        return None, [_unreadable(file, error)]
    cells = tuple(_with_lines(notebook.cells, text.splitlines()))
    if faults := [fault for cell in cells for fault in _metadata_faults(file, cell)]:
        return None, faults
    return Lesson(folder, cells), []


def _unreadable(file: Path, error: Exception) -> Diagnostic:
    said = " ".join(str(error).split())[:200]
    named = LINE_NAMED.search(said)
    return at_line(
        file,
        int(named[1]) if named else 1,
        f"it is not valid MyST ({said})",
        "correct its cell headers",
    )


def _metadata_faults(file: Path, cell: Cell) -> Iterator[Diagnostic]:
    """Yield a fault if a notebook cannot store the header of a cell."""
    try:
        json.dumps(cell.metadata, sort_keys=True)
    except TypeError as error:
        what = f"the cell header has a value that a notebook cannot store ({error})"
        yield at_line(file, cell.line, what, "write a date in quotes")


def _header_faults(file: Path, text: str) -> Iterator[Diagnostic]:
    """Yield a fault for each header that is not valid YAML or JSON, and for control characters."""
    lines = text.splitlines()
    for match in CONTROL_CHARACTER.finditer(text):
        what = f"there is a control character, {match[0]!r}"
        yield at_line(file, text.count("\n", 0, match.start()) + 1, what, "delete it")
    for number, line in enumerate(lines, 1):
        if line.startswith("+++ "):
            yield from _json_fault(file, number, line[4:])
        elif line.startswith(CODE_FENCE) and lines[number : number + 1] == ["---"]:
            yield from _yaml_fault(file, number + 1, lines[number + 1 :])
    if text.count("```") % 2:
        yield at_line(file, len(lines), "a code cell is never closed", "add the closing ```")


def _json_fault(file: Path, number: int, header: str) -> Iterator[Diagnostic]:
    try:
        json.loads(header)
    except json.JSONDecodeError as error:
        yield at_line(
            file,
            number,
            f"the cell header is not valid JSON ({error.msg})",
            "check braces and quotes",
        )


def _yaml_fault(file: Path, before: int, rest: list[str]) -> Iterator[Diagnostic]:
    length = rest.index("---") if "---" in rest else len(rest)
    try:
        load("\n".join(rest[:length]))
    except yaml.MarkedYAMLError as error:
        line = before + (error.problem_mark.line if error.problem_mark else 0) + 1
        yield at_line(file, line, f"malformed YAML ({error.problem})", "correct the cell header")


def _with_lines(cells: list[NotebookNode], lines: list[str]) -> Iterator[Cell]:
    """Yield the cells, with the lines on which they and their code begin."""
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
