"""The instructor's notebook with nothing of the student's but the text that is asked for.

Order, metadata, tests and points are the instructor's, so no tag, copied, split, deleted or
edited cell can cost or win a point.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grading_helpers.instructor.grader.findings import Finding
from grading_helpers.instructor.grader.plan import Plan, PlannedCell, Role
from grading_helpers.instructor.grader.reading import ReadCell, Submission

MOST_EXTRA_CELLS = 300
MOST_EXTRA_TEXT = 1_000_000


@dataclass(frozen=True)
class RebuiltCell:
    """A cell to be run and stored: its text, and what it stands for in the plan, if anything."""

    kind: str
    source: str
    planned: PlannedCell | None = None
    untouched: bool = False


@dataclass(frozen=True)
class Rebuilt:
    """The notebook that is graded, and what is worth saying about it."""

    cells: tuple[RebuiltCell, ...]
    findings: tuple[Finding, ...]


def rebuild(student: str, plan: Plan, submission: Submission) -> Rebuilt:
    """Return the instructor's notebook with the student's answers in it.

    Parameters
    ----------
    student : str
        Named in the findings.
    plan : Plan
        What was handed out.
    submission : Submission
        What came back.
    """
    said: list[str] = []
    homes = _homes(plan, submission.cells)
    theirs: dict[str, list[ReadCell]] = defaultdict(list)
    extras: dict[str, list[ReadCell]] = defaultdict(list)
    last = ""
    for cell, home in zip(submission.cells, homes, strict=True):
        if home:
            last = home.name
            theirs[last].append(cell)
        elif cell.source.strip():
            extras[last].append(cell)
    _bound_extras(extras, said)
    cells = [RebuiltCell(one.kind, one.source) for one in extras[""]]
    for planned in plan.cells:
        cells += _in_place(planned, theirs[planned.name], said)
        cells += [RebuiltCell(one.kind, one.source) for one in extras[planned.name]]
    return Rebuilt(tuple(cells), tuple(Finding(student, what) for what in said))


def _homes(plan: Plan, cells: Sequence[ReadCell]) -> Iterator[PlannedCell | None]:
    """Yield for each cell of the student the planned cell that it is, if any."""
    by_grade_id = {cell.grade_id: cell for cell in plan.cells if cell.grade_id}
    by_id = {cell.cell_id: cell for cell in plan.cells}
    by_text = {(c.kind, c.given.strip()): c for c in plan.cells if c.given.strip()}
    named = {cell.cell_id for cell in cells} | {cell.grade_id for cell in cells}
    for cell in cells:
        home = by_grade_id.get(cell.grade_id) or by_id.get(cell.cell_id)
        if home is None:
            # Lost its ids on the way, yet the text says which it is.
            home = by_text.get((cell.kind, cell.source.strip()))
            if home and home.name in named:
                home = None
        yield home


def _in_place(
    planned: PlannedCell, found: Sequence[ReadCell], said: list[str]
) -> Iterator[RebuiltCell]:
    """Yield what stands in the place of a planned cell."""
    if planned.role is Role.ANSWER:
        yield from _answer(planned, found, said)
        return
    if planned.role is Role.TEST:
        yield RebuiltCell(planned.kind, planned.source, planned)
        if any(not alike(cell.source, planned.given) for cell in found):
            said.append(f"the test {planned.name} had been edited; it was put back")
        elif not found:
            said.append(f"the test {planned.name} was missing; it was put back")
        return
    edited = [one for one in found if one.source.strip() and not alike(one.source, planned.given)]
    if planned.kind != "code" and not planned.grade_id and edited:
        # Students write into the text cells below a task.
        yield RebuiltCell(planned.kind, "\n\n".join(one.source for one in edited), planned)
        return
    yield RebuiltCell(planned.kind, planned.source, planned)
    yield from (RebuiltCell(one.kind, one.source) for one in edited)


def _answer(
    planned: PlannedCell, found: Sequence[ReadCell], said: list[str]
) -> Iterator[RebuiltCell]:
    """Yield the answer; of several copies those that were worked on, the last as the answer."""
    if not found:
        said.append(f"the answer cell {planned.name} was missing")
        yield RebuiltCell(planned.kind, "", planned)
        return
    worked = [one for one in found if not alike(one.source, planned.given) and one.source.strip()]
    if len(found) > 1:
        said.append(f"the answer cell {planned.name} was there {len(found)} times")
    if any(one.kind != planned.kind for one in worked):
        said.append(f"the answer cell {planned.name} had become another kind of cell")
    if not worked:
        source = found[-1].source
        yield RebuiltCell(planned.kind, source, planned, untouched=alike(source, planned.given))
        return
    if planned.kind != "code":
        yield RebuiltCell(planned.kind, "\n\n".join(one.source for one in worked), planned)
        return
    joined = "\n".join(one.source for one in worked)
    if not all(map(_is_python, (one.source for one in worked))) and _is_python(joined):
        yield RebuiltCell(planned.kind, joined, planned)
        return
    yield from (RebuiltCell("code", one.source) for one in worked[:-1])
    yield RebuiltCell(planned.kind, worked[-1].source, planned)


def _bound_extras(extras: dict[str, list[ReadCell]], said: list[str]) -> None:
    cells = text = dropped = 0
    for name, found in extras.items():
        kept = []
        for one in found:
            cells, text = cells + 1, text + len(one.source)
            if cells <= MOST_EXTRA_CELLS and text <= MOST_EXTRA_TEXT:
                kept.append(one)
            else:
                dropped += 1
        extras[name] = kept
    if dropped:
        said.append(f"{dropped} cells beyond the first {MOST_EXTRA_CELLS} extra ones were left out")


def alike(one: str, other: str) -> bool:
    """Say whether two texts are the same but for space at the ends of lines."""
    left, right = ([line.rstrip() for line in text.strip().split("\n")] for text in (one, other))
    return left == right


def _is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
