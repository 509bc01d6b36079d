"""Where a class is graded: on this machine or on a cluster, after the walls there were tried."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from grading_helpers.instructor.grader.clusters import cluster
from grading_helpers.instructor.grader.course import Options
from grading_helpers.instructor.grader.course_folder import CourseFolder
from grading_helpers.instructor.grader.hosts import host
from grading_helpers.instructor.grader.replaying import lesson_cells
from grading_helpers.instructor.grader.selftest import Proof, prove_walls

HOW_TO_GET_ONE = (
    "Nothing was graded. Install bubblewrap (apt-get install bubblewrap), or allow user namespaces "
    "(sysctl kernel.unprivileged_userns_clone=1, or a privileged container), then try again."
)
ONLY_ON_LINUX = (
    "Nothing was graded. The sandbox is made of what Linux offers: on Windows use WSL, on macOS a "
    "Linux container or machine."
)
WITHOUT = "If you trust every student with your files: --unsafe-no-sandbox."


class CannotGradeError(RuntimeError):
    """Nothing can be graded as things stand; the message says what to do."""


def proven(folder: CourseFolder, lesson: str, without: bool) -> Proof:
    """Try the walls before anybody's code runs behind them.

    Raises
    ------
    CannotGradeError
        If the essential ones do not stand and nobody said that they need not.
    """
    proof = prove_walls(host(lesson_cells(folder.plan(lesson))))
    if proof.level == "none" and not without:
        cure = HOW_TO_GET_ONE if sys.platform.startswith("linux") else ONLY_ON_LINUX
        raise CannotGradeError("\n".join([*proof.lines(), cure, WITHOUT]))
    return proof


@dataclass(frozen=True)
class Place:
    """Where a class is graded, which sandbox stands there, and what is to be said of it."""

    options: Options
    level: str
    lines: tuple[str, ...]


@contextmanager
def place_for(
    folder: CourseFolder, lesson: str, scheduler: str, without_walls: bool
) -> Iterator[Place]:
    """Give this machine, or the cluster that was asked for, after its walls were tried.

    Raises
    ------
    CannotGradeError, NoClusterError
        If nothing can be graded there; the message says what to do.
    """
    if not scheduler:
        proof = proven(folder, lesson, without_walls)
        yield Place(Options(), proof.level, tuple(proof.lines()))
        return
    with cluster(scheduler, lesson_cells(folder.plan(lesson)), without_walls) as found:
        line = f"sandbox: {found.level} or better on {found.workers} workers"
        options = Options(executor=found.executor, side_by_side=found.side_by_side)
        yield Place(options, found.level, (line,))
