"""Choose where to grade, on this machine or a cluster, and check the sandbox there."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from grading_helpers.instructor.diagnostics import CommandError, counted
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader.dask_cluster import cluster
from grading_helpers.instructor.grader.execution.fork_server import minimal_environment
from grading_helpers.instructor.grader.execution.launcher import (
    get_launcher,
    graded_with,
    grading_with,
)
from grading_helpers.instructor.grader.execution.other_python import inspect_python
from grading_helpers.instructor.grader.execution.precomputed_cells import lesson_cells
from grading_helpers.instructor.grader.grade_class import Options
from grading_helpers.instructor.grader.self_test import SandboxCheck, check_sandbox
from grading_helpers.instructor.grader.submission.assignment import read_assignment
from grading_helpers.versions import versions

HOW_TO_GET_ONE = (
    "Nothing was graded. Install bubblewrap (apt-get install bubblewrap), or allow user namespaces "
    "(sysctl kernel.unprivileged_userns_clone=1, or a privileged container), then try again."
)
ONLY_ON_LINUX = (
    "Nothing was graded. The sandbox needs Linux: on Windows use WSL, on macOS a Linux container "
    "or virtual machine."
)
WITHOUT = "If you trust every student with your files, use --unsafe-no-sandbox."


class CannotGradeError(CommandError):
    """Nothing can be graded yet."""


def checked_sandbox(folder: CourseFolder, lesson: str, allow_unsandboxed: bool) -> SandboxCheck:
    """Check the sandbox before any student's code runs in it.

    Raises
    ------
    CannotGradeError
        If there is no sandbox, and that is not allowed.
    """
    check = check_sandbox(get_launcher(lesson_cells(read_assignment(folder, lesson))))
    if check.level == "none" and not allow_unsandboxed:
        cure = HOW_TO_GET_ONE if sys.platform.startswith("linux") else ONLY_ON_LINUX
        raise CannotGradeError("\n".join([*check.lines(), cure, WITHOUT]))
    return check


@dataclass(frozen=True)
class GradingSite:
    """Where to grade, the level of the sandbox there, lines to print about it, and versions."""

    options: Options
    level: str
    lines: tuple[str, ...]
    versions: Mapping[str, str] = field(default_factory=versions)


@contextmanager
def grading_site(
    folder: CourseFolder,
    lesson: str,
    scheduler: str,
    allow_unsandboxed: bool,
    python: Path | None = None,
) -> Iterator[GradingSite]:
    """Check the sandbox of this machine or a cluster, and provide it for grading.

    Raises
    ------
    CannotGradeError, NoClusterError
        If nothing can be graded there, or not with the interpreter that was asked for.
    """
    if python and (scheduler or not sys.platform.startswith("linux")):
        raise CannotGradeError("--python works on Linux only, and not together with --cluster.")
    if not scheduler:
        other = inspect_python(python, minimal_environment()) if python else None
        with grading_with(other):
            check = checked_sandbox(folder, lesson, allow_unsandboxed)
            known = graded_with()
            named = ", ".join(f"{name} {version}" for name, version in known.items())
            lines = (*check.lines(), *([f"grading with {named}"] if other else []))
            yield GradingSite(Options(), check.level, lines, known)
        return
    cells = lesson_cells(read_assignment(folder, lesson))
    with cluster(scheduler, cells, allow_unsandboxed) as found:
        line = f"sandbox: {found.level} or better on {counted(found.workers, 'worker')}"
        options = Options(executor=found.executor, side_by_side=found.side_by_side)
        yield GradingSite(options, found.level, (line,))
