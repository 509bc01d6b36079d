"""A lock that the kernels of one machine share, so that none overwrites what another wrote."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Let no other kernel in meanwhile; where no lock is to be had, go on without.

    The lock is a file of its own among the temporary ones, since the folders of students may
    lie on a network, where locks are not to be relied on.
    """
    name = sha256(str(file.absolute()).encode()).hexdigest()[:16]
    with ExitStack() as until_closed:
        with suppress(OSError):
            path = Path(tempfile.gettempdir(), f"focus-on-customers-{name}.lock")
            _hold(until_closed.enter_context(path.open("ab")).fileno())
        yield
