"""Read ``nbgrader_config.py``, which has all of nbgrader's settings for a course."""

from __future__ import annotations

from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from grading_helpers.instructor.gradebook.errors import BadSettingsError, NoCourseFolderError

CONFIG = "nbgrader_config.py"
LATE_PENALTY = "grading_helpers.instructor.gradebook.late_penalty.LatePenalty"


def charge_for_late_work(config: Config) -> None:
    """Make nbgrader deduct what ``course/course.yml`` says under ``late``.

    Parameters
    ----------
    config : traitlets.config.Config
        The settings, named ``c`` in ``nbgrader_config.py``.
    """
    config.AssignLatePenalties.plugin_class = LATE_PENALTY


def load_settings(file: Path) -> Config:
    """Return the settings in a file.

    Raises
    ------
    NoCourseFolderError
        If there is no such file.
    BadSettingsError
        If it raises an exception.
    """
    if not file.is_file():
        raise NoCourseFolderError(f"{file.parent} is not a course folder: it has no {file.name}.")
    try:
        return PyFileConfigLoader(file.name, path=str(file.parent)).load_config()
    except Exception as error:  # the file is the instructor's Python: it may raise anything
        raise unreadable(file, error) from None


def unreadable(file: Path, error: Exception) -> BadSettingsError:
    """Return the error to raise when settings cannot be used."""
    return BadSettingsError(
        f"{file} cannot be read: {error!r}. Fix it, or restore it from the repository."
    )
