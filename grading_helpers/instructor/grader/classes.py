"""A whole class on any ``concurrent.futures`` executor, a few submissions at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from os import cpu_count
from typing import Any

from grading_helpers.instructor.grader.findings import one_line
from grading_helpers.instructor.grader.gathering import Upload
from grading_helpers.instructor.grader.grade import grade_submission
from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.plan import Plan

Result = dict[str, Any]
MOST_TRIES = 3


@dataclass(frozen=True)
class Task:
    """One submission on its way, and how often it was tried."""

    upload: Upload
    tries: int = 0


def grade_uploads(
    uploads: Iterable[Upload],
    plan: Plan,
    executor: Executor | None = None,
    limits: Limits | None = None,
    side_by_side: int = 0,
) -> Iterator[Result]:
    """Yield the result of every upload, as they come.

    Uploads are read when there is room for them, so that memory stays flat for any number.

    Parameters
    ----------
    uploads : iterable of Upload
        From ``gather``.
    plan : Plan
        What is graded.
    executor : Executor, optional
        Where; by default threads here, each of which waits for processes of its own.
    limits : Limits, optional
        What a submission may take.
    side_by_side : int, optional
        How many at once; by default one for every core and one more.
    """
    # One more than there are cores, for each waits for its processes now and then.
    most = side_by_side or (cpu_count() or 1) + 1
    if executor is None:
        with ThreadPoolExecutor(most) as threads:
            yield from _graded(uploads, plan, threads, limits, most)
    else:
        yield from _graded(uploads, plan, executor, limits, side_by_side or 2 * most)


def _graded(
    uploads: Iterable[Upload], plan: Plan, executor: Executor, limits: Limits | None, most: int
) -> Iterator[Result]:
    coming = iter(uploads)
    again: list[Task] = []
    running: dict[Future[Result], Task] = {}
    while True:
        while len(running) < most:
            task = again.pop() if again else next((Task(one) for one in coming), None)
            if task is None:
                break
            running[executor.submit(grade_upload, task.upload, plan, limits)] = task
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
                why = f"whatever graded it failed {MOST_TRIES} times ({error!r:.200})"
                yield {**failed(task.upload, plan, why), "lost": True}


def grade_upload(upload: Upload, plan: Plan, limits: Limits | None = None) -> Result:
    """Grade what one student handed in; this is what runs on another machine."""
    if upload.refused:
        return failed(upload, plan, upload.refused)
    result = grade_submission(upload.student, upload.notebook, plan, upload.files, limits)
    result["findings"] = [*map(str, upload.findings), *result["findings"]]
    return result


def failed(upload: Upload, plan: Plan, reason: str) -> Result:
    """Return the result of a submission that was not graded."""
    said = [*map(str, upload.findings), one_line(f"{upload.student}: {reason}")]
    return {
        "student": upload.student,
        "lesson": plan.lesson,
        "graded": False,
        "reason": one_line(reason),
        "findings": said,
        "scores": {},
        "untouched": [],
        "notebook": None,
        "walls": [],
        "wall": 0.0,
    }
