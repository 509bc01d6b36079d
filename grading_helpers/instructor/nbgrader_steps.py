"""nbgrader, called in this process with the settings of the course."""

from __future__ import annotations

import atexit
import os
import socket
import sys
import tempfile
from functools import cache
from pathlib import Path

from nbgrader.apps import NbGraderAPI
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

# SQLite gives up after five seconds unless told to wait for another writer.
PATIENCE_SECONDS = 120


class StepError(RuntimeError):
    """A step of nbgrader failed; the message holds its log."""


def nbgrader_config(root: Path, config_file: Path) -> Config:
    """Return the settings of the course for a course folder somewhere else.

    Kernels are reached through files where the system has such sockets: two kernels that
    start at the same moment may pick the same TCP port, and one of them dies.
    """
    config = PyFileConfigLoader(config_file.name, path=str(config_file.parent)).load_config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.db_url = f"sqlite:///{root}/gradebook.db?timeout={PATIENCE_SECONDS}"
    if hasattr(socket, "AF_UNIX"):
        config.ConnectionFileMixin.transport = "ipc"
        config.ConnectionFileMixin.ip = str(Path(_socket_folder()) / "kernel")
    return config


@cache
def _socket_folder() -> str:
    """Return a folder of this process alone, with a path short enough for a socket."""
    folder = tempfile.TemporaryDirectory(prefix="k", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return folder.name


def put_programs_on_path() -> None:
    """Let nbgrader find ``alembic``, which it calls by name, beside this Python."""
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([programs, os.environ.get("PATH", "")])


def nbgrader_api(root: Path, config_file: Path) -> NbGraderAPI:
    """Return nbgrader's own interface to its steps, with the settings of the course."""
    put_programs_on_path()
    return NbGraderAPI(config=nbgrader_config(root, config_file))


def stock_api(root: Path, config_file: Path) -> NbGraderAPI:
    """Return the same with nbgrader's own steps of grading, to compare ours with."""
    put_programs_on_path()
    config = nbgrader_config(root, config_file)
    config.pop("Autograde", None)
    return NbGraderAPI(config=config)
