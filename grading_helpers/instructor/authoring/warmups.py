"""Read ``warmups.yml``, the lines that students fill in before an exercise, and run them.

A warm-up is a cell of the lesson with one line to fill in, ``kept = ...``, and
``check("club_kept", kept)``. The bank has the line, and wrong ones with what to say about each. The
build runs them, so that nobody types a result. A line may use what the first code cells of the
lesson and of its part define, and the cells since the exercise before; after a restart, students
need no more than these.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import Field, ValidationError, field_validator

import grading_helpers
from grading_helpers.checking.attempt import separate_figures
from grading_helpers.checking.results import Leaf, digests, kind, read, residues
from grading_helpers.instructor.authoring.check_yml import StrictModel
from grading_helpers.instructor.authoring.content_cache import recall
from grading_helpers.instructor.authoring.faults import FaultsError, at_line, line_of, text_of
from grading_helpers.instructor.authoring.lesson.model import Cell, Lesson
from grading_helpers.instructor.authoring.lesson.shape_checks import PART
from grading_helpers.instructor.authoring.outcomes import Record
from grading_helpers.instructor.authoring.run_cells import Namespace, as_graded, run_cell
from grading_helpers.instructor.authoring.yaml_files import load
from grading_helpers.instructor.diagnostics import Diagnostic
from grading_helpers.instructor.json_types import JsonObject

FILE = "warmups.yml"
CALL = re.compile(r"\bcheck\(\s*[\"']([^\"']*)[\"']\s*,\s*(\w+)\s*\)")
BLANK = re.compile(r"^(\w+) = \.\.\.$", re.M)
# Cards are of no use here, and what they return is not needed.
SILENT: Namespace = {
    name: lambda *_, **__: None for name in grading_helpers.__all__ if name != "data_path"
}


class _Line(StrictModel):
    line: str

    @field_validator("line")
    @classmethod
    def _is_an_expression(cls, line: str) -> str:
        try:
            ast.parse(line.strip(), mode="eval")
        except SyntaxError as error:
            raise ValueError(f"{line!r} is not one expression ({error.msg})") from None
        return line.strip()


class WrongLine(_Line):
    """A line that somebody may write, and what to say about it."""

    because: str = Field(min_length=20)


class WarmupRecipe(_Line):
    """An entry of ``warmups.yml``: the line, wrong lines, a hint."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    tolerance: float = Field(default=0.005, gt=0)
    hint: str = Field(min_length=20)
    wrong: tuple[WrongLine, ...] = Field(min_length=1)


def read_warmups(lesson: Lesson) -> tuple[list[WarmupRecipe], list[Diagnostic]]:
    """Return the warm-ups of a lesson, and the faults of their file and of the cells that ask them.

    Parameters
    ----------
    lesson : Lesson
        The lesson; it need not have a ``warmups.yml``.
    """
    file = lesson.folder / FILE
    text, faults = text_of(file) if file.is_file() else ("[]", [])
    if faults:
        return [], faults
    try:
        entries = load(text) or []
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return [], [at_line(file, line, f"malformed YAML ({error.problem})", "fix that line")]
    if not isinstance(entries, list):
        return [], [at_line(file, 1, "it is not a list of warm-ups", "begin each with '- id:'")]
    read_: list[WarmupRecipe] = []
    for entry in entries:
        name = entry.get("id") if isinstance(entry, dict) else None
        try:
            read_.append(WarmupRecipe.model_validate(entry))
        except ValidationError as error:
            for detail in error.errors():
                where = " → ".join(map(str, detail["loc"])) or "it"
                what = f"warm-up {name or '?'!r}: {where}: {detail['msg']}"
                faults.append(at_line(file, _line(text, name), what, "correct that entry"))
    return read_, faults or list(_cell_faults(lesson, file, text, read_))


def _line(text: str, name: object) -> int:
    return line_of(text, f"- id: {name}")


def _cell_faults(
    lesson: Lesson, file: Path, text: str, warmups: list[WarmupRecipe]
) -> Iterator[Diagnostic]:
    """Yield a fault for each warm-up unless exactly one cell asks it, and shows its blank."""
    names = [one.id for one in warmups]
    for name in names:
        if names.count(name) > 1:
            yield at_line(
                file, _line(text, name), f"two warm-ups are called {name!r}", "rename one"
            )
    asked = [name for _, name, _ in _calls(lesson)]
    for cell, name, given in _calls(lesson):
        if name not in names:
            what = f"the warm-up {name!r} is not in {FILE}"
            yield at_line(lesson.text_file, cell.line, what, "add it there or correct the name")
        if BLANK.findall(cell.source) != [given]:
            what = f"the cell of the warm-up {name!r} has no line to fill in"
            yield at_line(lesson.text_file, cell.line, what, f"write '{given} = ...' above check")
    for name in names:
        if asked.count(name) != 1:
            what = f"the warm-up {name!r} is asked {asked.count(name)} times"
            cure = f'put check("{name}", …) into one cell of lesson.md'
            yield at_line(file, _line(text, name), what, cure)


def _calls(lesson: Lesson) -> list[tuple[Cell, str, str]]:
    """Return each cell that asks a warm-up, with its name and that of the value."""
    return [
        (cell, match[1], match[2])
        for cell in lesson.cells
        if cell.kind == "code" and not cell.is_test and not cell.is_answer
        for match in CALL.finditer(cell.source)
    ]


def asks_warmup(cell: Cell) -> bool:
    """Tell whether a cell asks a warm-up."""
    return cell.kind == "code" and CALL.search(cell.source) is not None


def cached_warmups(root: Path, lesson: Lesson, warmups: list[WarmupRecipe]) -> dict[str, Record]:
    """Return the records of a lesson's warm-ups by name, from the cache if they are there.

    Parameters
    ----------
    root : Path
        The checkout whose cache it is.
    lesson : Lesson
        The lesson.
    warmups : list of WarmupRecipe
        Its warm-ups.

    Raises
    ------
    FaultsError
        If a line fails, or two lines give the same value.
    """
    cells = {
        name: [one.source for one in _cells_for(lesson, cell)] for cell, name, _ in _calls(lesson)
    }

    def make() -> dict[str, Record]:
        faults: list[Diagnostic] = []
        records: dict[str, Record] = {}
        with as_graded():
            for one in warmups:
                records[one.id], more = _record(lesson, one, cells[one.id])
                faults += more
        if faults:
            raise FaultsError(faults)
        return records

    about = {"cells": cells, "warmups": [one.model_dump(mode="json") for one in warmups]}
    found: dict[str, Record] = recall(root, "warmups", about, make)
    return found


def _cells_for(lesson: Lesson, cell: Cell) -> list[Cell]:
    """Return the cells that a warm-up needs, in order, and its own cell last."""
    place = lesson.cells.index(cell)
    before = lesson.cells[:place]
    part = max((n for n, one in enumerate(before) if PART.search(one.source)), default=-1)
    graded = max((n for n, one in enumerate(before) if one.grading), default=-1)
    code = [n for n, one in enumerate(before) if one.kind == "code" and not one.grading]
    of_part = [n for n in code if n > part]
    near = [n for n in of_part if n > graded]
    needed = sorted({*code[:1], *of_part[:1], *near})
    return [*(lesson.cells[n] for n in needed), cell]


def _record(
    lesson: Lesson, warmup: WarmupRecipe, cells: list[str]
) -> tuple[Record, list[Diagnostic]]:
    """Run the lines of a warm-up; return its record and the faults of the lines."""
    file = lesson.folder / FILE
    text = file.read_text("utf-8")
    start = _line(text, warmup.id)
    values: list[tuple[Leaf, ...]] = []
    outcomes: list[JsonObject] = []
    faults: list[Diagnostic] = []
    right_kind = ""
    for one in (warmup, *warmup.wrong):
        where = line_of(text, one.line.splitlines()[0][:30], start)
        value, error = _value(cells, one.line)
        if error:
            what = f"warm-up {warmup.id!r}: {one.line!r} stops with {error!r}"
            cure = "use only what the first cells and those since the last exercise define"
            faults.append(at_line(file, where, what, cure))
            continue
        right_kind = right_kind or kind(value)
        leaves = read(value)
        shifts = residues(leaves, warmup.tolerance)
        codes = digests(leaves, shifts, warmup.tolerance, warmup.id)
        if not codes:
            what = f"warm-up {warmup.id!r}: the value of {one.line!r} cannot be compared"
            faults.append(at_line(file, where, what, "make it give numbers or text"))
        if any(_same(leaves, other, warmup) for other in values):
            what = f"warm-up {warmup.id!r}: {one.line!r} gives what a line above it gives"
            faults.append(at_line(file, where, what, "change the table or leave it out"))
        values.append(leaves)
        outcomes.append({"digest": min(codes, default=""), "residues": shifts})
        if isinstance(one, WrongLine):
            outcomes[-1]["message"] = one.because
    return {
        "tolerance": warmup.tolerance,
        "kind": right_kind,
        "hint": warmup.hint,
        "right": outcomes[0] if outcomes else {},
        "wrong": outcomes[1:],
    }, faults


def _same(leaves: tuple[Leaf, ...], other: tuple[Leaf, ...], warmup: WarmupRecipe) -> bool:
    shifts = residues(other, warmup.tolerance)
    known = digests(other, shifts, warmup.tolerance, warmup.id)
    return bool(known & digests(leaves, shifts, warmup.tolerance, warmup.id))


def _value(cells: list[str], line: str) -> tuple[object, BaseException | None]:
    """Return what a line gives in its cell, or the error with which a cell stops."""
    namespace: Namespace = {"__name__": "__main__"}
    *before, own = cells
    blank = BLANK.search(own)
    if blank is None:
        return None, None  # reported with the cells
    filled = f"{own[: blank.start()]}{blank[1]} = ({line})"
    with separate_figures():
        for source in (*before, filled):
            if error := run_cell(source, namespace):
                return None, error
            namespace |= SILENT
    return namespace[blank[1]], None
