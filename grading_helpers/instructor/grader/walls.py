"""The walls that a forked process puts around itself before any code of a student runs."""

from __future__ import annotations

import os
import signal
import tempfile
from contextlib import suppress
from pathlib import Path

from grading_helpers.instructor.grader import kernel, landlock, syscalls
from grading_helpers.instructor.grader.limits import Limits, limit_this_process

NAMESPACES = ("user", "mount", "pid", "network", "ipc", "uts")
SCRATCH = Path("/tmp")
READ_ONLY_DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")


def enter(limits: Limits, readable: list[str], use_namespaces: bool) -> list[str]:
    """Put up every wall that the kernel offers and return their names.

    Returns in the innermost process; those further out wait for it and end with it.

    Raises
    ------
    OSError
        If namespaces are to be used and are not to be had.
    """
    standing, scratch = [], SCRATCH
    kernel.die_with_parent()
    os.setsid()
    if use_namespaces:
        _enter_namespaces(limits)
        standing = [f"own {name} namespace" for name in NAMESPACES]
    else:
        # Whatever loses its parent becomes a child of this process, and ends with it.
        kernel.control(kernel.SET_SUBREAPER, 1)
        scratch = Path(tempfile.mkdtemp(dir=Path.cwd()))
    workplace = _workplace(scratch)
    limit_this_process(limits)
    kernel.drop_capabilities()
    standing += ["limits", "no capabilities"]
    with suppress(OSError):
        landlock.restrict([*readable, *READ_ONLY_DEVICES, "/proc"], [str(scratch), "/dev/null"])
        standing.append("landlock")
    with suppress(OSError):
        syscalls.refuse_system_calls()
        standing.append("fewer system calls")
    os.chdir(workplace)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return standing


def namespaces_work(limits: Limits) -> bool:
    """Say whether this system lets a process have all the namespaces and mounts it needs."""
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
    kernel.control(kernel.SET_DUMPABLE, 1)
    kernel.unshare(*NAMESPACES)
    _map_user(user, group)
    _continue_as_first_process()
    _own_mounts(limits, user, group)


def _map_user(user: int, group: int) -> None:
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _continue_as_first_process() -> None:
    """Go on in the first process of the new namespace; when it ends, all in there end."""
    child = os.fork()
    if child:
        # Nothing is kept open here, or the other ends would never learn of the end.
        os.closerange(0, 1024)
        status = 0
        with suppress(OSError):
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os._exit(abs(status))
    kernel.die_with_parent()


def _own_mounts(limits: Limits, user: int, group: int) -> None:
    kernel.mount("none", "/", flags=kernel.RECURSIVE | kernel.PRIVATE)
    _block_nested_namespaces()
    try:
        safe = kernel.NO_SUID | kernel.NO_DEV | kernel.NO_EXEC
        kernel.mount("proc", "/proc", "proc", safe)
    except OSError:
        kernel.mount("tmpfs", "/proc", "tmpfs", kernel.READ_ONLY, "size=4k")
    with suppress(OSError):
        kernel.mount("tmpfs", "/dev/shm", "tmpfs", kernel.READ_ONLY, "size=4k")
    options = f"size={limits.scratch},nr_inodes=4096,mode=700,uid={user},gid={group}"
    kernel.mount("tmpfs", str(SCRATCH), "tmpfs", kernel.NO_SUID | kernel.NO_DEV, options)


def _block_nested_namespaces() -> None:
    with suppress(OSError):
        Path("/proc/sys/user/max_user_namespaces").write_text("0")


def _workplace(scratch: Path) -> Path:
    """Make the folders that the student's code works in."""
    for name in ("work", "home", "tmp"):
        (scratch / name).mkdir(exist_ok=True)
    places = {"HOME": "home", "TMPDIR": "tmp", "MPLCONFIGDIR": "home", "IPYTHONDIR": "home"}
    for variable, name in places.items():
        os.environ[variable] = str(scratch / name)
    # What was found before the walls stood is not there any more.
    tempfile.tempdir = None
    return scratch / "work"
