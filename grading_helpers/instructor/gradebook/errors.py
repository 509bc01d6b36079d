"""Exceptions about a course folder; their messages are written where they are raised."""

from __future__ import annotations

from grading_helpers.instructor.diagnostics import CommandError


class NoCourseFolderError(CommandError):
    """There is no ``nbgrader_config.py`` here or in a folder above."""


class BadSettingsError(CommandError):
    """``nbgrader_config.py`` cannot be read."""


class NoLessonError(CommandError):
    """The course folder has no such lesson."""


class GradebookError(CommandError):
    """The gradebook is missing, or cannot be opened or written to."""
