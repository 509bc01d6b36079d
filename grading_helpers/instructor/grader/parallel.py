"""Grade many submissions at once, on any ``concurrent.futures`` executor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from os import cpu_count

from grading_helpers.instructor.grader.grade_submission import grade_submission
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.submission.assignment import Assignment
from grading_helpers.instructor.grader.submission.upload import Submission
from grading_helpers.instructor.grader.submission_result import SubmissionResult, not_graded

MOST_TRIES = 3


@dataclass(frozen=True)
class _Task:
    """A submission, and how many times grading it was tried."""

    submission: Submission
    tries: int = 0


def grade_submissions(
    submissions: Iterable[Submission],
    assignment: Assignment,
    executor: Executor | None = None,
    limits: Limits | None = None,
    side_by_side: int = 0,
) -> Iterator[SubmissionResult]:
    """Yield the result of every submission as soon as it is ready.

    A submission is read only when it can be graded next, so that memory use does not grow with
    the size of the class.

    Parameters
    ----------
    submissions : iterable of Submission
        From ``load_submission``.
    assignment : Assignment
        What the students had to do.
    executor : Executor, optional
        Where to grade; by default in threads of this process, each of which waits for the
        processes of its submission.
    limits : Limits, optional
        How much time and memory a submission may use.
    side_by_side : int, optional
        How many to grade at once; by default one more than there are cores.
    """
    # One more than there are cores, because each now and then waits for its processes.
    most = side_by_side or (cpu_count() or 1) + 1
    if executor is None:
        with ThreadPoolExecutor(most) as threads:
            yield from _graded(submissions, assignment, threads, limits, most)
    else:
        yield from _graded(submissions, assignment, executor, limits, side_by_side or 2 * most)


def _graded(
    submissions: Iterable[Submission],
    assignment: Assignment,
    executor: Executor,
    limits: Limits | None,
    most: int,
) -> Iterator[SubmissionResult]:
    coming = iter(submissions)
    again: list[_Task] = []
    running: dict[Future[SubmissionResult], _Task] = {}
    while True:
        while len(running) < most:
            task = again.pop() if again else next((_Task(one) for one in coming), None)
            if task is None:
                break
            future = executor.submit(grade_submission, task.submission, assignment, limits)
            running[future] = task
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            task = running.pop(future)
            error = future.exception()
            if error is None:
                yield future.result()
            elif task.tries + 1 < MOST_TRIES:
                again.append(replace(task, tries=task.tries + 1))
            else:
                one = task.submission
                why = f"grading crashed {MOST_TRIES} times ({error!r:.200})"
                yield not_graded(one.student, assignment.lesson, why, one.findings, lost=True)
