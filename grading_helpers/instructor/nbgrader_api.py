"""Call nbgrader in this process, with the settings of the course."""

from __future__ import annotations

import atexit
import socket
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from traitlets.config import Config

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.gradebook.opening import PATIENCE_SECONDS, ask_for_the_schema_here
from grading_helpers.instructor.gradebook.settings import load_settings

if TYPE_CHECKING:
    from nbgrader.apps import NbGraderAPI


class StepError(CommandError):
    """A step of nbgrader failed; the message includes its log."""


def nbgrader_config(root: Path, config_file: Path) -> Config:
    """Return the settings in a file, changed to apply to a course folder elsewhere.

    Where the system has Unix sockets, kernels use them: two kernels that start at the same
    moment may pick the same TCP port, and one of them dies.

    Raises
    ------
    NoCourseFolderError, BadSettingsError
        If there is no such file, or it cannot be read.
    """
    config = load_settings(config_file)
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.db_url = f"sqlite:///{root}/gradebook.db?timeout={PATIENCE_SECONDS}"
    if hasattr(socket, "AF_UNIX"):
        config.ConnectionFileMixin.transport = "ipc"
        config.ConnectionFileMixin.ip = str(Path(_socket_folder()) / "kernel")
    return config


@cache
def _socket_folder() -> str:
    """Return a folder for this process alone, with a path short enough for a socket."""
    folder = tempfile.TemporaryDirectory(prefix="k", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return folder.name


def nbgrader_api(root: Path, config_file: Path, *, stock: bool = False) -> NbGraderAPI:
    """Return nbgrader's own interface to its steps, with the settings of the course.

    Parameters
    ----------
    root : Path
        The course folder.
    config_file : Path
        The settings.
    stock : bool, optional
        Whether to grade with nbgrader's own steps, to compare ours with them.
    """
    from nbgrader.apps import NbGraderAPI  # noqa: PLC0415 - slow to import

    ask_for_the_schema_here()
    config = nbgrader_config(root, config_file)
    if stock:
        config.pop("Autograde", None)
    return NbGraderAPI(config=config)
