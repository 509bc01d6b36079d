"""Answers tried once more behind the walls of the grader, never in this process."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import cpu_count
from typing import Any

from grading_helpers.instructor.grader.hosts import host
from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.plan import Plan, PlannedCell, Role
from grading_helpers.instructor.grader.rebuilding import RebuiltCell
from grading_helpers.instructor.grader.replaying import lesson_cells, replayed
from grading_helpers.instructor.grader.selftest import prove_walls
from grading_helpers.instructor.grader.session import Session
from grading_helpers.instructor.report.classwork import Work
from grading_helpers.instructor.report.probing import UNREAD
from grading_helpers.results import LARGEST, Leaf

_PROBE = (
    "__import__('grading_helpers.instructor.report.probing', fromlist=['tell'])"
    ".tell(globals().get({name!r}), {name!r})"
)


class NoSandboxError(RuntimeError):
    """The walls do not hold, so nothing is run; the message says which and what to do."""


@dataclass(frozen=True)
class CaseResult:
    """What an answer gave in one case: the kind of thing, and its leaves."""

    kind: str
    leaves: tuple[Leaf, ...]


Results = tuple[CaseResult, ...]


def prove_sandbox(plan: Plan) -> None:
    """Try the walls before anybody's code runs behind them.

    Raises
    ------
    NoSandboxError
        If the essential ones do not stand.
    """
    proof = prove_walls(host(lesson_cells(plan)))
    if proof.level == "none":
        raise NoSandboxError(
            "Wrong answers are run again to compare what they give, and that needs a sandbox: "
            f"{'; '.join(proof.lines())}. Make the report where `course grade` finds one."
        )


def results_of_class(
    works: Sequence[tuple[Work, Sequence[str]]], plan: Plan
) -> Iterator[tuple[str, str, Results]]:
    """Yield student, exercise and results of the answers that are asked for.

    Parameters
    ----------
    works : sequence of (Work, sequence of str)
        Whose notebooks, and of each the names of the exercises.
    plan : Plan
        The lesson. Its tests are not run: they hold what a student must not see.
    """
    with ThreadPoolExecutor((cpu_count() or 1) + 1) as threads:
        found = threads.map(lambda one: results_of_work(one[0], one[1], plan), works)
        for (work, _), results in zip(works, found, strict=True):
            for exercise, result in results.items():
                yield work.student, exercise, result


def results_of_work(work: Work, exercises: Sequence[str], plan: Plan) -> dict[str, Results]:
    """Run a graded notebook once more, and before the first test of an exercise try its answer."""
    planned = {cell.cell_id: cell for cell in plan.cells}
    cells = tuple(RebuiltCell(c.kind, c.source, planned.get(c.name)) for c in work.cells)
    place = host(lesson_cells(plan))
    given = replayed(plan, cells, {name: scene.data for name, scene in place.scenes.items()})
    waiting = list(exercises)
    found: dict[str, Results] = {}
    with Session(place, Limits(), {}) as session:
        for number, cell in enumerate(cells):
            if cell.planned and cell.planned.role is Role.TEST:
                for name in _tested_here(cell.planned, waiting):
                    waiting.remove(name)
                    found[name] = probe(session, name)
            elif cell.planned and number in given:
                session.play(cell.planned.cell_id)
            elif cell.kind == "code" and cell.source.strip():
                session.run(cell.source, number + 1)
    return found


def _tested_here(test: PlannedCell, exercises: Sequence[str]) -> list[str]:
    return [name for name in exercises if test.grade_id.startswith(f"{name}_")]


def results_of_code(code: str, exercise: str, plan: Plan) -> Results:
    """Try an answer by itself: the lesson's imports, then its code."""
    with Session(host(lesson_cells(plan)), Limits(), {}) as session:
        _set_up(session, code, plan)
        return probe(session, exercise)


def tests_lost_by_code(code: str, tests: Sequence[str], plan: Plan) -> list[str]:
    """Have the judge run tests on an answer by itself and return those that it loses."""
    with Session(host(lesson_cells(plan)), Limits(), {}) as session:
        _set_up(session, code, plan)
        return [name for name in tests if not session.test(plan.tests[name]).get("passed")]


def _set_up(session: Session, code: str, plan: Plan) -> None:
    imports = next((c.source for c in plan.cells if c.kind == "code" and c.role is Role.OURS), "")
    session.run(imports, 1)
    session.run(code, 2)


def probe(session: Session, exercise: str) -> Results:
    """Return what the answer gives that now stands in a student's process.

    It is empty if there is no function of that name, and one leaf ``UNREAD`` if the process ended
    or says more than can be taken in.
    """
    outputs = session.run(_PROBE.format(name=exercise))
    texts = (one.get("text") for one in outputs) if isinstance(outputs, list) else iter(())
    try:
        return tuple(map(_result, json.loads("".join(filter(None, texts)))))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return (CaseResult("nothing", (Leaf("", UNREAD),)),)


def _result(told: Any) -> CaseResult:
    kind, leaves = told
    return CaseResult(str(kind)[:100], tuple(_leaf(*one) for one in leaves))


def _leaf(path: object, token: object, number: object) -> Leaf:
    if number is None:
        return Leaf(str(path), str(token))
    if not isinstance(number, int | float) or not abs(number) < LARGEST:
        raise ValueError("no number of a leaf")
    return Leaf(str(path), str(token), float(number))
