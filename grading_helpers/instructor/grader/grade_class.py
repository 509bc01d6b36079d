"""Grade the class of a course folder, and save the results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from sqlalchemy.exc import OperationalError

from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader.parallel import grade_submissions
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.storage.journal import Journal
from grading_helpers.instructor.grader.storage.lock_and_backup import back_up, only_run
from grading_helpers.instructor.grader.storage.save_marks import GradebookWriter, open_writer
from grading_helpers.instructor.grader.submission.assignment import read_assignment
from grading_helpers.instructor.grader.submission.upload import Submission, load_submission
from grading_helpers.instructor.grader.submission_result import SubmissionResult, not_graded


@dataclass(frozen=True)
class Options:
    """Where and how to grade; ``force`` grades again what has been graded."""

    executor: Executor | None = None
    side_by_side: int = 0
    limits: Limits | None = None
    force: bool = False


def grade_lesson(
    folder: CourseFolder,
    lesson: str,
    students: Sequence[str],
    advance: Callable[[SubmissionResult], None],
    options: Options | None = None,
) -> list[SubmissionResult]:
    """Grade the work of students and save it, except what has been graded and saved before.

    In this way a run that was killed is continued.

    Parameters
    ----------
    folder : CourseFolder
        The course, with the students' work in ``submitted/``.
    lesson : str
        Which lesson.
    students : sequence of str
        Whose work.
    advance : callable
        Called with each result, without its notebook, after it has been saved.
    options : Options, optional
        How to grade.

    Returns
    -------
    list of SubmissionResult
        The results of this run, without their notebooks.

    Raises
    ------
    BusyError
        If another run is active in the same folder.
    """
    assignment, how = read_assignment(folder, lesson), options or Options()
    autograded = folder.root / "autograded"
    with (
        only_run(folder.root),
        open_writer(
            folder.url, folder.course_id, autograded, assignment, folder.late_penalties()
        ) as writer,
    ):
        journal = Journal(folder.root, assignment)
        submissions = (
            load_submission(one, folder.submitted(one, lesson), assignment.notebook)
            for one in students
        )
        wanted = submissions if how.force else _not_done(submissions, journal, writer.auto_scores())
        waiting: dict[str, Submission] = {}
        coming = _remembered(_after_backup(wanted, folder), waiting)
        results = []
        for graded in grade_submissions(
            coming, assignment, how.executor, how.limits, how.side_by_side
        ):
            submission = waiting.pop(graded.student)
            result = _saved(writer, submission, graded).without_notebook()
            # If grading failed for reasons outside the work, the next run tries again.
            if not result.lost:
                journal.add(submission, result)
            results.append(result)
            advance(result)
    return results


def _not_done(
    submissions: Iterable[Submission],
    journal: Journal,
    scores: Mapping[str, Mapping[str, float | None]],
) -> Iterator[Submission]:
    for one in submissions:
        if not journal.is_done(one, scores.get(one.student, {})):
            yield one


def _after_backup(submissions: Iterable[Submission], folder: CourseFolder) -> Iterator[Submission]:
    """Back up the gradebook just before the first submission is graded."""
    for number, submission in enumerate(submissions):
        if not number and folder.database:
            back_up(folder.database, folder.root)
        yield submission


def _saved(
    writer: GradebookWriter, submission: Submission, result: SubmissionResult
) -> SubmissionResult:
    """Save a result; if one cannot be saved, only its student is affected.

    Raises
    ------
    OperationalError
        If the gradebook itself cannot be written to.
    """
    try:
        writer.save(result, submission.files, submission.timestamp)
    except OperationalError:
        raise
    except Exception as error:
        why = f"the marks could not be saved ({error!r:.200})"
        return not_graded(submission.student, result.lesson, why, submission.findings, lost=True)
    return result


def _remembered(
    submissions: Iterable[Submission], waiting: dict[str, Submission]
) -> Iterator[Submission]:
    """Yield submissions, and remember each until its result arrives."""
    for submission in submissions:
        waiting[submission.student] = submission
        yield submission
