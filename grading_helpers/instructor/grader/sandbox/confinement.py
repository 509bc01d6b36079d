"""The inner layers of the sandbox, which a forked process enters before student code runs."""

from __future__ import annotations

import os
import signal
import tempfile
from contextlib import suppress
from pathlib import Path

from grading_helpers.instructor.grader.sandbox import landlock, linux, seccomp
from grading_helpers.instructor.grader.sandbox.limits import Limits, limit_this_process

NAMESPACES = ("user", "mount", "pid", "network", "ipc", "uts")
# So that a crowd of processes does not keep the grader from measuring them.
NICENESS = 5
SCRATCH = Path("/tmp")
SHARED = Path("/dev/shm")
READ_ONLY_DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")


def enter(limits: Limits, readable: list[str], use_namespaces: bool) -> list[str]:
    """Enter every layer that the kernel offers, and return their names.

    Returns in the innermost process; the outer ones wait for it and exit with it.

    Raises
    ------
    OSError
        If namespaces should be used but are not available.
    """
    standing, scratch = [], SCRATCH
    linux.die_with_parent()
    os.setsid()
    if use_namespaces:
        _enter_namespaces(limits)
        standing = [f"own {name} namespace" for name in NAMESPACES]
    else:
        # Orphans become children of this process and are killed with it.
        linux.control(linux.SET_SUBREAPER, 1)
        scratch = Path(tempfile.mkdtemp(dir=Path.cwd()))
    workplace = _workplace(scratch)
    limit_this_process(limits)
    os.nice(NICENESS)
    linux.drop_capabilities()
    standing += ["limits", "no capabilities"]
    with suppress(OSError):
        writable = [str(scratch), "/dev/null", *([str(SHARED)] if use_namespaces else [])]
        landlock.restrict([*readable, *READ_ONLY_DEVICES, "/proc"], writable)
        standing.append("landlock")
    with suppress(OSError):
        seccomp.refuse_system_calls()
        standing.append("fewer system calls")
    os.chdir(workplace)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return standing


def namespaces_work(limits: Limits) -> bool:
    """Return whether a process may have all the namespaces and mounts it needs."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            _enter_namespaces(limits)
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1] == 0


def _enter_namespaces(limits: Limits) -> None:
    user, group = os.getuid(), os.getgid()
    linux.control(linux.SET_DUMPABLE, 1)
    linux.unshare(*NAMESPACES)
    _map_user(user, group)
    _continue_as_first_process()
    _own_mounts(limits, user, group)


def _map_user(user: int, group: int) -> None:
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _continue_as_first_process() -> None:
    """Continue as PID 1 of the new namespace; when it exits, the kernel kills all others."""
    child = os.fork()
    if child:
        # Close everything, or the other ends of the sockets would never see the end.
        os.closerange(0, 1024)
        status = 0
        with suppress(OSError):
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os._exit(abs(status))
    linux.die_with_parent()


def _own_mounts(limits: Limits, user: int, group: int) -> None:
    linux.mount("none", "/", flags=linux.RECURSIVE | linux.PRIVATE)
    _block_nested_namespaces()
    try:
        safe = linux.NO_SUID | linux.NO_DEV | linux.NO_EXEC
        linux.mount("proc", "/proc", "proc", safe)
    except OSError:
        linux.mount("tmpfs", "/proc", "tmpfs", linux.READ_ONLY, "size=4k")
    with suppress(OSError):
        # Locks and queues of multiprocessing are files here.
        options = f"size={limits.shared},nr_inodes=256,mode=1777,uid={user},gid={group}"
        flags = linux.NO_SUID | linux.NO_DEV | linux.NO_EXEC
        linux.mount("tmpfs", str(SHARED), "tmpfs", flags, options)
    options = f"size={limits.scratch},nr_inodes=4096,mode=700,uid={user},gid={group}"
    linux.mount("tmpfs", str(SCRATCH), "tmpfs", linux.NO_SUID | linux.NO_DEV, options)


def _block_nested_namespaces() -> None:
    with suppress(OSError):
        Path("/proc/sys/user/max_user_namespaces").write_text("0")


def _workplace(scratch: Path) -> Path:
    """Make the folders for the student's code."""
    for name in ("work", "home", "tmp"):
        (scratch / name).mkdir(exist_ok=True)
    places = {"HOME": "home", "TMPDIR": "tmp", "MPLCONFIGDIR": "home", "IPYTHONDIR": "home"}
    for variable, name in places.items():
        os.environ[variable] = str(scratch / name)
    # The folder that tempfile found earlier is no longer visible.
    tempfile.tempdir = None
    return scratch / "work"
