"""Grade one submission: from its bytes to a result."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import replace

from grading_helpers.instructor.diagnostics import Diagnostic
from grading_helpers.instructor.grader.execution.failures import Failure
from grading_helpers.instructor.grader.execution.launcher import get_launcher, graded_with
from grading_helpers.instructor.grader.execution.precomputed_cells import (
    lesson_cells,
)
from grading_helpers.instructor.grader.execution.retry import (
    MOST_RUNS,
    SkippedCells,
    remaining_limits,
)
from grading_helpers.instructor.grader.execution.session import Session
from grading_helpers.instructor.grader.grade_cells import Grading, NotebookRun
from grading_helpers.instructor.grader.protocol.channel import ChannelError
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.sanitize.limited import one_submission
from grading_helpers.instructor.grader.submission.assignment import (
    Assignment,
)
from grading_helpers.instructor.grader.submission.extra_files import clash_messages, without_clashes
from grading_helpers.instructor.grader.submission.notebook import UngradableError, read_notebook
from grading_helpers.instructor.grader.submission.other_versions import tell_of_versions
from grading_helpers.instructor.grader.submission.rebuild import RebuiltCell, rebuild
from grading_helpers.instructor.grader.submission.upload import Submission
from grading_helpers.instructor.grader.submission_result import (
    SubmissionResult,
    not_graded,
)


def grade_submission(
    submission: Submission, assignment: Assignment, limits: Limits | None = None
) -> SubmissionResult:
    """Grade what one student handed in; on a cluster, this runs on the workers."""
    student, lesson = submission.student, assignment.lesson
    if submission.refused:
        return not_graded(student, lesson, submission.refused, submission.findings)
    result = grade_notebook(student, submission.notebook, assignment, submission.files, limits)
    clashes = (
        Diagnostic(student, what) for what in clash_messages(submission.files, assignment.files)
    )
    return replace(result, findings=(*map(str, (*submission.findings, *clashes)), *result.findings))


def grade_notebook(
    student: str,
    content: bytes,
    assignment: Assignment,
    files: Mapping[str, bytes] | None = None,
    limits: Limits | None = None,
) -> SubmissionResult:
    """Grade a notebook, and return a result whatever the notebook contains.

    Parameters
    ----------
    student : str
        The student to name in the findings.
    content : bytes
        The notebook as it was handed in.
    assignment : Assignment
        What the student had to do.
    files : mapping of str to bytes, optional
        Small files that were handed in with the notebook.
    limits : Limits, optional
        How much time and memory it may use.
    """
    return _graded(Grading(student, assignment), content, files, limits)


def explain_submission(
    submission: Submission, assignment: Assignment, tests: Collection[str]
) -> tuple[SubmissionResult, dict[str, Failure]]:
    """Grade a submission and find out where it fails.

    Parameters
    ----------
    submission : Submission
        What was handed in.
    assignment : Assignment
        What the student had to do.
    tests : collection of str
        The tests for which to find the smallest input that they fail on.

    Returns
    -------
    tuple
        The result, and what was found, by test. A test that fails without calling the answer, or
        after the answer had to be killed, is not in it.
    """
    grading = Grading(submission.student, assignment, to_explain=frozenset(tests))
    result = _graded(grading, submission.notebook, submission.files, None)
    return result, grading.failures


def _graded(
    grading: Grading, content: bytes, files: Mapping[str, bytes] | None, limits: Limits | None
) -> SubmissionResult:
    began = time.monotonic()
    student, assignment = grading.student, grading.assignment
    try:
        read = read_notebook(student, content)
        grading.made_with = read.made_with
        rebuilt = rebuild(student, assignment, read)
        grading.findings += [*read.findings, *rebuilt.findings]
        with one_submission():
            kept = without_clashes(files or {}, assignment.files)
            _run_isolated(grading, rebuilt.cells, kept, limits or Limits())
        tell_of_versions(grading.stored, read.matched, read.made_with, graded_with())
    except (UngradableError, ChannelError) as error:
        grading.reason = str(error)
        grading.findings.append(Diagnostic(student, grading.reason))
    return grading.result(time.monotonic() - began)


def _run_isolated(
    grading: Grading, cells: tuple[RebuiltCell, ...], files: Mapping[str, bytes], limits: Limits
) -> None:
    """Run the notebook; if a cell ends its process, run it again without that cell.

    A verdict is final, so that an answer cannot guess again; a new run is for the other tests. The
    hidden tests of a run come after its last cell, so that no cell can show what they ask.
    """
    launcher, skipped = get_launcher(lesson_cells(grading.assignment)), SkippedCells(cells)
    began = time.monotonic()
    left: Limits | None = limits
    for _ in range(MOST_RUNS):
        if left is None:
            return
        with Session(launcher, limits, files, left, grading.assignment.files) as session:
            culprits = NotebookRun(grading, session, skipped).run()
            grading.layers = [launcher.outer_layer, *session.layers]
            grading.cpu += session.monitor.cpu
        new = [place for place, cause in culprits if skipped.blame(place, cause)]
        if not new or not skipped.open_tests(grading.judged):
            return
        left = remaining_limits(limits, grading.cpu, time.monotonic() - began)
