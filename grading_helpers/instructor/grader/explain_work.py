"""Run graded work again in the sandbox, to find out where it fails."""

from __future__ import annotations

from collections.abc import Collection

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader.execution.failures import Failure
from grading_helpers.instructor.grader.execution.launcher import get_launcher
from grading_helpers.instructor.grader.execution.precomputed_cells import lesson_cells
from grading_helpers.instructor.grader.grade_submission import explain_submission
from grading_helpers.instructor.grader.self_test import check_sandbox
from grading_helpers.instructor.grader.submission.assignment import Assignment
from grading_helpers.instructor.grader.submission.upload import load_submission
from grading_helpers.instructor.grader.submission_result import SubmissionResult


class NoSandboxError(CommandError):
    """There is no working sandbox, so nothing is run."""


def require_sandbox(plan: Assignment, command: str, purpose: str) -> None:
    """Test the sandbox before anybody's code runs in it.

    Parameters
    ----------
    plan : Assignment
        The lesson.
    command, purpose : str
        Which command runs answers again, and what for.

    Raises
    ------
    NoSandboxError
        If its essential parts do not work.
    """
    proof = check_sandbox(get_launcher(lesson_cells(plan)))
    if proof.level == "none":
        raise NoSandboxError(
            f"`{command}` runs answers again {purpose}, which needs a sandbox: "
            f"{'; '.join(proof.lines())}. Run it on a machine where `course grade` finds a sandbox."
        )


def explain_work(
    folder: CourseFolder, plan: Assignment, student: str, tests: Collection[str]
) -> tuple[SubmissionResult, dict[str, Failure]]:
    """Run a student's graded work again.

    Parameters
    ----------
    folder : CourseFolder
        The course, with the graded work in ``autograded/``.
    plan : Assignment
        The lesson as it is now.
    student : str
        Whose work.
    tests : collection of str
        The tests for which to find the smallest input that they fail on.

    Returns
    -------
    tuple
        As for `explain_submission`.
    """
    place = folder.root / "autograded" / student / plan.lesson
    return explain_submission(load_submission(student, place, plan.notebook), plan, tests)
