"""The first process in the container: runs one grader after the other and reports the result.

Called with the folder of the class and the canary, so that a list of the processes shows it.
Each line that it reads names a grader; for each it prints a line of JSON.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from grading_helpers.instructor.grader.sandbox import linux, process_tree
from grading_helpers.instructor.grader.sandbox.file_system import NOBODY
from hostile.graders import GRADERS
from hostile.host import PORT, listening
from hostile.judging import MOST_MEMORY, MOST_SECONDS

GIGABYTE = 2**30
# Limits that protect this machine; they are not tested.
BOUNDS = {
    resource.RLIMIT_AS: 4 * GIGABYTE,
    resource.RLIMIT_FSIZE: GIGABYTE // 2,
    resource.RLIMIT_NPROC: 1000,
    resource.RLIMIT_CORE: 0,
}
LOOK_SECONDS = 0.1
SETTLE_SECONDS = 3.0


def main(folder: Path) -> None:
    """Become an ordinary user and run graders until the input ends."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    for kind, most in BOUNDS.items():
        resource.setrlimit(kind, (most, most))
    with listening(folder, PORT) as host:
        for line in sys.stdin:
            host.knocks.clear()
            seen = run(folder, GRADERS[line.strip()])
            print(json.dumps(seen | {"knocks": len(host.knocks)}), flush=True)


def run(folder: Path, grader: Callable[[], None]) -> dict[str, object]:
    """Run a grader, wait for processes that it leaves running, and kill them."""
    began = time.monotonic()
    pid = os.fork()
    if pid == 0:
        _grade(folder, grader)
    memory, ended = 0, False
    while not ended and time.monotonic() < began + MOST_SECONDS:
        time.sleep(LOOK_SECONDS)
        memory = max(memory, _memory())
        ended = os.waitpid(pid, os.WNOHANG)[0] == pid
    took = time.monotonic() - began
    left = list(_left()) if ended else []
    _clear()
    return {"ended": ended, "seconds": round(took, 1), "memory": memory, "left": left}


def _grade(folder: Path, grader: Callable[[], None]) -> None:
    """Run a grader in this process."""
    try:
        linux.control(linux.SET_DUMPABLE, 1)
        os.setsid()
        os.chdir(folder)
        log = os.open(folder / "host" / "log", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for old, new in ((nothing, 0), (log, 1), (log, 2)):
            os.dup2(old, new)
        grader()
    except SystemExit:
        pass
    except BaseException as error:
        print("the grader ended with", repr(error))
    finally:
        sys.stdout.flush()
        # As at the end of a program: exit handlers stop kernels and the fork server.
        atexit._run_exitfuncs()
        os._exit(0)


def _memory() -> int:
    used = process_tree.usage(os.getpid()).memory
    return process_tree.shared_fairly(os.getpid()) if used > MOST_MEMORY else used


def _left() -> Iterator[str]:
    """Yield processes that still run after a moment."""
    until = time.monotonic() + SETTLE_SECONDS
    while any(_others()) and time.monotonic() < until:
        time.sleep(LOOK_SECONDS)
    for pid in _others():
        with suppress(OSError):
            yield Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()[:80]


def _others() -> Iterator[int]:
    """Yield the other processes in the container."""
    for place in Path("/proc").glob("[0-9]*"):
        pid = int(place.name)
        if pid != os.getpid() and process_tree.is_alive(pid):
            yield pid


def _clear() -> None:
    """Kill and reap everything, and empty the folders that are not the course's."""
    with suppress(ProcessLookupError):
        os.kill(-1, signal.SIGKILL)
    with suppress(ChildProcessError):
        while True:
            os.wait()
    for place in (*Path("/tmp").iterdir(), *Path("/dev/shm").iterdir()):
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
