"""Grade the class of a course folder, and save the results."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy.exc import OperationalError

from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.late_work import (
    CountingAttempt,
    Deadlines,
    LateSettings,
    read_deadlines,
    read_late_settings,
)
from grading_helpers.instructor.gradebook.marks import CellScore
from grading_helpers.instructor.gradebook.opening import fault_of
from grading_helpers.instructor.grader.parallel import grade_submissions
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.storage.journal import Journal
from grading_helpers.instructor.grader.storage.lock_and_backup import back_up, only_run
from grading_helpers.instructor.grader.storage.save_marks import GradebookWriter, open_writer
from grading_helpers.instructor.grader.submission.assignment import Assignment, read_assignment
from grading_helpers.instructor.grader.submission.upload import Submission, load_submission
from grading_helpers.instructor.grader.submission_result import SubmissionResult, not_graded


@dataclass(frozen=True)
class Options:
    """Where and how to grade.

    ``force`` grades again what has been graded. Other work of a student whose earlier work was
    marked by hand is only graded if the student is in ``replace``; otherwise ``hold`` is called.
    """

    executor: Executor | None = None
    side_by_side: int = 0
    limits: Limits | None = None
    force: bool = False
    replace: frozenset[str] = frozenset()
    hold: Callable[[str], None] = lambda _: None


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
    with (
        only_run(folder.root, "course grade"),
        open_writer(folder, assignment) as writer,
        _old_objects_left_alone(),
    ):
        settings = read_late_settings(folder.root)
        best = settings.counts is CountingAttempt.BEST
        journal = Journal(folder.root, assignment, best=best)
        rival = _Rival(journal, settings, read_deadlines(folder, lesson)) if best else None
        scores = writer.scores()
        results = []
        for submissions in _rounds(folder, assignment, students, best=best):
            free = _not_marked(submissions, journal, scores, how)
            wanted = free if how.force else _not_done(free, journal, scores, writer)
            waiting: dict[str, Submission] = {}
            coming = _remembered(_after_backup(wanted, folder), waiting)
            for graded in grade_submissions(
                coming, assignment, how.executor, how.limits, how.side_by_side
            ):
                submission = waiting.pop(graded.student)
                if rival and not rival.is_beaten_by(submission, graded):
                    result = replace(graded.without_notebook(), counts=False)
                else:
                    earlier = journal.last_graded(submission.student)
                    result = _saved(writer, submission, graded, earlier).without_notebook()
                # If grading failed for reasons outside the work, the next run tries again.
                if not result.lost:
                    journal.add(submission, result)
                results.append(result)
                advance(result)
    return results


@contextmanager
def _old_objects_left_alone() -> Iterator[None]:
    """Let Python look for garbage among new objects only: the others stay until the class is done.

    A search of all objects that imports have made takes a tenth of a second.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _rounds(
    folder: CourseFolder, assignment: Assignment, students: Sequence[str], *, best: bool
) -> Iterator[Iterator[Submission]]:
    """Yield the newest work of each student and then, if the best counts, one attempt at a time."""
    lesson, notebook = assignment.lesson, assignment.notebook
    yield (load_submission(one, folder.submitted(one, lesson), notebook) for one in students)
    attempts = [(one, sorted(folder.attempts(one, lesson).glob("*/"))) for one in students if best]
    for number in range(max((len(found) for _, found in attempts), default=0)):
        yield (
            load_submission(one, found[number], notebook)
            for one, found in attempts
            if number < len(found)
        )


@dataclass(frozen=True)
class _Rival:
    """Compares an attempt with the one that counts so far, by points in tests less any penalty."""

    journal: Journal
    settings: LateSettings
    deadlines: Deadlines

    def is_beaten_by(self, submission: Submission, graded: SubmissionResult) -> bool:
        """Return whether the attempt that counts so far earned no more than this one."""
        rival = self.journal.counting(submission.student)
        if rival is None:
            return True
        if not graded.graded:
            return False
        now = self._value(graded, submission.timestamp)
        return now >= self._value(rival.result, rival.handed_in)

    def _value(self, result: SubmissionResult, handed_in: str) -> float:
        points = sum(one.score for one in result.scores.values())
        late = self.deadlines.seconds_late(result.student, handed_in)
        return points - self.settings.points_off(points, late)


def _not_done(
    submissions: Iterable[Submission],
    journal: Journal,
    scores: Mapping[str, Mapping[str, CellScore]],
    writer: GradebookWriter,
) -> Iterator[Submission]:
    refused = journal.refused()
    for one in submissions:
        there = {name: score.auto for name, score in scores.get(one.student, {}).items()}
        # Feedback and report need the graded notebook, which may have been deleted or not copied.
        # Work that could not be graded never had one.
        has_one = bool(there) and one.student not in refused
        is_lost = has_one and not writer.has_notebook(one.student)
        if is_lost or not journal.is_done(one, there):
            yield one


def _not_marked(
    submissions: Iterable[Submission],
    journal: Journal,
    scores: Mapping[str, Mapping[str, CellScore]],
    how: Options,
) -> Iterator[Submission]:
    """Yield submissions, except those that would replace marked work, unless that is wanted."""
    for one in submissions:
        marked = any(score.manual is not None for score in scores.get(one.student, {}).values())
        if marked and one.student not in how.replace and journal.has_other_work(one):
            how.hold(one.student)
        else:
            yield one


def _after_backup(submissions: Iterable[Submission], folder: CourseFolder) -> Iterator[Submission]:
    """Back up the gradebook just before the first submission is graded."""
    for number, submission in enumerate(submissions):
        if not number and folder.database:
            back_up(folder.database, folder.root)
        yield submission


def _saved(
    writer: GradebookWriter,
    submission: Submission,
    result: SubmissionResult,
    earlier: SubmissionResult | None,
) -> SubmissionResult:
    """Save a result; if one cannot be saved, only its student is affected.

    Raises
    ------
    OperationalError, InvalidEntry
        If the gradebook itself cannot be written to.
    """
    try:
        return writer.save(result, submission.files, submission.timestamp, earlier)
    except OperationalError:
        raise
    except Exception as error:
        # nbgrader may have made another error of it.
        if fault_of(error):
            raise
        why = f"the marks could not be saved ({error!r:.200})"
        return not_graded(submission.student, result.lesson, why, submission.findings, lost=True)


def _remembered(
    submissions: Iterable[Submission], waiting: dict[str, Submission]
) -> Iterator[Submission]:
    """Yield submissions, and remember each until its result arrives."""
    for submission in submissions:
        waiting[submission.student] = submission
        yield submission
