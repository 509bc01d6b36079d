"""The course's penalties for late work, as a plugin that nbgrader and ``course grade`` use."""

from __future__ import annotations

from pathlib import Path

from nbgrader.plugins import LateSubmissionPlugin

from grading_helpers.instructor.gradebook.late_work import read_late_settings


class LatePenalty(LateSubmissionPlugin):  # type: ignore[misc]
    """Deduct what ``course/course.yml`` says under ``late``.

    If ``c.LateSubmissionPlugin.penalty_method`` is set, that counts instead, as in nbgrader.
    """

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """Return the points to deduct, None for none.

        Parameters
        ----------
        student_id : str
            Whose work.
        score : float
            The points that it earned.
        total_seconds_late : float
            How long after the due date and any extension it came.
        """
        if self.penalty_method != "none":
            stock: float | None = super().late_submission_penalty(
                student_id, score, total_seconds_late
            )
            return stock
        root = Path(self.config.CourseDirectory.get("root", "."))
        return read_late_settings(root).points_off(score, total_seconds_late) or None
