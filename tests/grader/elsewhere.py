"""Run a Python module as if this were not Linux: ``python elsewhere.py -m nbgrader autograde``.

Everything that only Linux or only Unix has is removed before the module is imported, in this
process and in those that it starts with ``sys.executable``.
"""

from __future__ import annotations

import os
import runpy
import signal
import socket
import sys
import tempfile
from pathlib import Path

# These ask which system it is when they are imported, or need what is taken away below.
import matplotlib.pyplot  # noqa: F401
import nbgrader.apps  # noqa: F401
import psutil  # noqa: F401

GONE = {
    os: ("fork", "sysconf", "geteuid", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"),
    signal: ("SIGKILL",),
    socket: ("send_fds", "recv_fds", "SCM_CREDENTIALS", "SO_PASSCRED", "SOCK_SEQPACKET"),
}
LINUX_ONLY = ("sandbox.process_tree_linux", "execution.fork_server_main")


def be_elsewhere() -> None:
    """Remove what another system does not have."""
    for module, names in GONE.items():
        for name in names:
            delattr(module, name)
    for module_name in ("resource", "fcntl"):
        sys.modules[module_name] = None  # type: ignore[assignment]
    sys.platform = "freebsd"  # what libraries do on macOS needs macOS
    wrapper = Path(tempfile.mkdtemp(), "python")
    wrapper.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{__file__}" "$@"\n')
    wrapper.chmod(0o755)
    sys.executable = str(wrapper)


def main() -> None:
    """Imitate another system, and run the module named after ``-m``."""
    place = sys.argv.index("-m") + 1
    sys.argv = sys.argv[place:]
    be_elsewhere()
    try:
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    finally:
        home = "grading_helpers.instructor.grader"
        used = [name for name in LINUX_ONLY if f"{home}.{name}" in sys.modules]
        if used:
            sys.exit(f"needed elsewhere, and only to be had on Linux: {used}")


if __name__ == "__main__":
    main()
