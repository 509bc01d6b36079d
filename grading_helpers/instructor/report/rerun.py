"""Run answers again in the grader's sandbox, never in this process."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import cpu_count

from grading_helpers.checking.results import LARGEST, Leaf
from grading_helpers.instructor.grader.execution.launcher import get_launcher
from grading_helpers.instructor.grader.execution.precomputed_cells import (
    lesson_cells,
    reusable_cells,
)
from grading_helpers.instructor.grader.execution.session import Session
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.submission.assignment import Assignment, AssignmentCell, Role
from grading_helpers.instructor.grader.submission.rebuild import RebuiltCell
from grading_helpers.instructor.json_types import JsonValue
from grading_helpers.instructor.report.graded_class import GradedWork
from grading_helpers.instructor.report.probe import UNREAD

_PROBE = (
    "__import__('grading_helpers.instructor.report.probe', fromlist=['tell'])"
    ".tell(globals().get({name!r}), {name!r})"
)


@dataclass(frozen=True)
class ProbedCase:
    """The result of an answer in one case: its kind, and its leaves."""

    kind: str
    leaves: tuple[Leaf, ...]


Results = tuple[ProbedCase, ...]


def results_of_class(
    works: Sequence[tuple[GradedWork, Sequence[str]]], plan: Assignment
) -> Iterator[tuple[str, str, Results]]:
    """Yield the student, exercise and results of each answer asked for.

    Parameters
    ----------
    works : sequence of (GradedWork, sequence of str)
        The graded work, each with the names of the exercises to run.
    plan : Assignment
        The lesson. Its tests are not run, because students must not see what is in them.
    """
    with ThreadPoolExecutor((cpu_count() or 1) + 1) as threads:
        found = threads.map(lambda one: results_of_work(one[0], one[1], plan), works)
        for (work, _), results in zip(works, found, strict=True):
            for exercise, result in results.items():
                yield work.student, exercise, result


def results_of_work(
    work: GradedWork, exercises: Sequence[str], plan: Assignment
) -> dict[str, Results]:
    """Run a graded notebook again, and try each answer before the first test of its exercise."""
    planned = {cell.cell_id: cell for cell in plan.cells}
    cells = tuple(RebuiltCell(c.kind, c.source, planned.get(c.name)) for c in work.cells)
    place = get_launcher(lesson_cells(plan))
    given = reusable_cells(
        plan, cells, {name: scene.data for name, scene in place.precomputed.items()}
    )
    waiting = list(exercises)
    found: dict[str, Results] = {}
    with Session(place, Limits(), {}) as session:
        for number, cell in enumerate(cells):
            if cell.assigned and cell.assigned.role is Role.TEST:
                for name in _tested_here(cell.assigned, waiting):
                    waiting.remove(name)
                    found[name] = probe(session, name)
            elif cell.assigned and number in given:
                session.reuse(cell.assigned.cell_id)
            elif cell.kind == "code" and cell.source.strip():
                session.run(cell.source, number + 1)
    return found


def _tested_here(test: AssignmentCell, exercises: Sequence[str]) -> list[str]:
    return [name for name in exercises if test.grade_id.startswith(f"{name}_")]


def results_of_code(code: str, exercise: str, plan: Assignment) -> Results:
    """Run an answer on its own, after the imports of the lesson."""
    with Session(get_launcher(lesson_cells(plan)), Limits(), {}) as session:
        _set_up(session, code, plan)
        return probe(session, exercise)


def tests_lost_by_code(code: str, tests: Sequence[str], plan: Assignment) -> list[str]:
    """Return the tests that an answer fails on its own, as the judge decides."""
    with Session(get_launcher(lesson_cells(plan)), Limits(), {}) as session:
        _set_up(session, code, plan)
        return [name for name in tests if not session.test(plan.tests[name]).get("passed")]


def _set_up(session: Session, code: str, plan: Assignment) -> None:
    imports = next((c.source for c in plan.cells if c.kind == "code" and c.role is Role.OURS), "")
    session.run(imports, 1)
    session.run(code, 2)


def probe(session: Session, exercise: str) -> Results:
    """Return the results of the answer that is now defined in a student's process.

    Empty if there is no function of that name; a single leaf ``UNREAD`` if the process ended or
    printed too much.
    """
    outputs = session.run(_PROBE.format(name=exercise))
    texts = (one.get("text") for one in outputs) if isinstance(outputs, list) else iter(())
    try:
        return tuple(map(_result, json.loads("".join(filter(None, texts)))))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return (ProbedCase("nothing", (Leaf("", UNREAD),)),)


def _result(told: JsonValue) -> ProbedCase:
    kind, leaves = told
    return ProbedCase(str(kind)[:100], tuple(_leaf(*one) for one in leaves))


def _leaf(path: object, token: object, number: object) -> Leaf:
    if number is None:
        return Leaf(str(path), str(token))
    if not isinstance(number, int | float) or not abs(number) < LARGEST:
        raise ValueError("not the number of a leaf")
    return Leaf(str(path), str(token), float(number))
