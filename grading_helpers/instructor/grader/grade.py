"""From the bytes of a submission to a result that JSON can hold."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping
from typing import Any

from grading_helpers.instructor.grader.cleaning import clean_outputs
from grading_helpers.instructor.grader.findings import Finding, RefusedError, one_line
from grading_helpers.instructor.grader.hosts import host
from grading_helpers.instructor.grader.isolating import LeftOut, what_is_left
from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.plan import Plan, PlannedCell, Role
from grading_helpers.instructor.grader.reading import read_submission
from grading_helpers.instructor.grader.rebuilding import RebuiltCell, rebuild
from grading_helpers.instructor.grader.replaying import lesson_cells, replayed
from grading_helpers.instructor.grader.session import Session, stopped
from grading_helpers.instructor.grader.texts import clean_markdown
from grading_helpers.instructor.grader.wire import WireError

Result = dict[str, Any]


def grade_submission(
    student: str,
    content: bytes,
    plan: Plan,
    files: Mapping[str, bytes] | None = None,
    limits: Limits | None = None,
) -> Result:
    """Grade one submission; whatever it holds, a result comes back.

    Parameters
    ----------
    student : str
        Named in the findings.
    content : bytes
        The notebook as it was handed in.
    plan : Plan
        What was to be done, from ``make_plan``.
    files : mapping of str to bytes, optional
        Small files that were handed in with it.
    limits : Limits, optional
        What it may take.

    Returns
    -------
    dict
        ``graded``, ``reason``, ``findings``, ``scores`` by grade id, the ``notebook`` to be
        stored, the ``walls`` that stood, and what it took.
    """
    began = time.monotonic()
    result: Result = {
        "student": student,
        "lesson": plan.lesson,
        "graded": False,
        "reason": "",
        "findings": [],
        "scores": {},
        "untouched": [],
        "notebook": None,
        "walls": [],
    }
    try:
        submission = read_submission(student, content)
        rebuilt = rebuild(student, plan, submission)
        result["findings"] = [str(one) for one in (*submission.findings, *rebuilt.findings)]
        _run_isolated(plan, rebuilt.cells, files or {}, limits or Limits(), result)
        result["graded"] = True
    except (RefusedError, WireError) as error:
        result["reason"] = str(error)
        result["findings"].append(str(Finding(student, str(error))))
    result["wall"] = time.monotonic() - began
    return result


def _run_isolated(
    plan: Plan,
    cells: tuple[RebuiltCell, ...],
    files: Mapping[str, bytes],
    limits: Limits,
    result: Result,
) -> None:
    """Run the notebook, and again without what ended it, as long as there is time for that."""
    place, left_out, began = host(lesson_cells(plan)), LeftOut(cells), time.monotonic()
    result["cpu"] = 0.0
    left: Limits | None = limits
    while left:
        with Session(place, left, files) as session:
            ended_at = _run(session, plan, left_out, result)
            result["walls"] = [place.wall, *session.walls]
            result["cpu"] += session.overseer.cpu
        if ended_at is None or not left_out.blame(ended_at, session.over):
            return
        left = what_is_left(limits, result["cpu"], time.monotonic() - began)


def _run(session: Session, plan: Plan, left_out: LeftOut, result: Result) -> int | None:
    """Run the cells and tests in their order and write down what came of them.

    Returns the place of the cell, from 0, at which the process ended, or None.
    """
    cells, stored, ended_at = left_out.cells, [], None
    result["untouched"], result["over"] = [], ""
    data = {name: scene.data for name, scene in session.scenes.items()}
    unchanged = replayed(plan, cells, data)
    for number, cell in enumerate(cells, 1):
        outputs: list[Result] = []
        if cell.planned and number - 1 in unchanged:
            outputs = _replay(session, cell.planned.cell_id)
        elif cell.kind == "code":
            outputs = list(_outputs(session, left_out, number, result))
        if cell.untouched and cell.planned:
            result["untouched"].append(cell.planned.name)
        stored.append(stored_cell(cell, outputs, plan, number))
        _tell_of_stops(session, left_out, number, result)
        ended_at = number - 1 if session.over and ended_at is None else ended_at
    result["notebook"] = {
        "cells": stored,
        "metadata": dict(plan.metadata),
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return ended_at


def _replay(session: Session, name: str) -> list[Result]:
    """Give the student's process what the cell bound in rehearsal, and return what it showed."""
    session.play(name)
    return [dict(output) for output in session.scenes[name].outputs]


def _outputs(session: Session, left_out: LeftOut, number: int, result: Result) -> Iterator[Result]:
    """Run a cell; of a test the visible part is shown, and the judge decides."""
    cell = left_out.cells[number - 1]
    planned = cell.planned
    if planned is None or planned.role is not Role.TEST:
        yield from _own_outputs(session, left_out, number)
        return
    if why := left_out.of_test(number - 1):
        said = stopped(f"Not tested any more, for the answer had to be stopped: {why}.")
        score = result["scores"][planned.grade_id] = score_of({}, planned)
        score["why"] = _why(said)
        yield from clean_outputs([said])
        return
    shown: list[Result] = []
    if planned.is_visible:
        shown = clean_outputs(session.run(planned.given, number))
    yield from shown
    record = session.test(planned)
    if session.test_interrupted_for:
        left_out.blame(number - 1, f"in {planned.name} {session.test_interrupted_for}")
    score = result["scores"][planned.grade_id] = score_of(record, planned)
    error = record.get("error")
    if isinstance(error, dict):
        seen = {one.get("ename") for one in shown if one["output_type"] == "error"}
        if error.get("ename") not in seen:
            yield from clean_outputs([{"output_type": "error", **error}])
        score["why"] = _why(error)
        score["theirs"] = error.get("theirs") is True


def _why(error: Mapping[str, Any]) -> str:
    return one_line(f"{error.get('ename')}: {error.get('evalue')}")


def _own_outputs(session: Session, left_out: LeftOut, number: int) -> Iterator[Result]:
    """Run a cell that is no test; one that is left out gives way to what was handed out."""
    cell = left_out.cells[number - 1]
    why = left_out.why.get(number - 1)
    if why is None:
        if cell.source.strip():
            yield from clean_outputs(session.run(cell.source, number))
        return
    if cell.planned:
        session.run(cell.planned.given, number)
    yield from clean_outputs([stopped(f"Left out, for it had to be stopped: {why}.")])


def score_of(record: Mapping[str, Any], test: PlannedCell) -> Result:
    """Return the points of a test by the judge's record: without one there are none.

    As in nbgrader, a number as last value of a test is partial credit.
    """
    score = test.points if record.get("passed") is True else 0.0
    partial = record.get("partial")
    if score and isinstance(partial, str):
        try:
            number = float(partial)
        except ValueError:
            number = math.inf
        if 0 <= number <= test.points:
            score = number
    lower = record.get("lower_trust") is True
    return {"score": score, "points": test.points, "lower_trust": lower, "why": ""}


def stored_cell(cell: RebuiltCell, outputs: list[Result], plan: Plan, number: int) -> Result:
    """Return a cell as it is kept: the instructor's metadata, the student's text made safe."""
    planned = cell.planned
    ours = planned is not None and cell.source == planned.source
    source = cell.source if cell.kind == "code" or ours else clean_markdown(cell.source)
    name = planned.cell_id if planned else f"extra-{number}"
    metadata = dict(plan.cell_metadata.get(planned.cell_id, {})) if planned else {}
    kind = cell.kind if cell.kind != "raw" else "markdown"
    stored: Result = {"cell_type": kind, "id": name, "metadata": metadata, "source": source}
    if cell.kind == "code":
        for output in outputs:
            if output["output_type"] == "execute_result":
                output["execution_count"] = number
        stored |= {"outputs": outputs, "execution_count": number}
    return stored


def _tell_of_stops(session: Session, left_out: LeftOut, number: int, result: Result) -> None:
    cell = left_out.cells[number - 1]
    where = cell.planned.name if cell.planned else f"cell {number}"
    for cause in session.stops:
        finding = str(Finding(result["student"], f"{where} was interrupted: {cause}"))
        if finding not in result["findings"]:
            result["findings"].append(finding)
    session.stops.clear()
    if session.over and not result["over"]:
        result["over"] = session.over
        result["findings"].append(
            str(Finding(result["student"], f"stopped at {where}: {session.over}"))
        )
