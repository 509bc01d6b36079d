"""A lock shared by all kernels on a machine, so that none overwrites another's changes."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

PATIENCE_SECONDS = 10


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold a lock on a file against other kernels; if that is not possible, go on without one.

    The lock is a separate file in the temporary folder, because students' folders may be on a
    network, where locks are unreliable. Python in a browser has no file locks, but needs
    none, because each tab runs one kernel.
    """
    if sys.platform == "emscripten":
        yield
        return
    from filelock import FileLock  # noqa: PLC0415

    name = sha256(str(file.absolute()).encode()).hexdigest()[:16]
    path = Path(tempfile.gettempdir(), f"focus-on-customers-{name}.lock")
    with ExitStack() as until_done:
        with suppress(OSError):
            until_done.enter_context(FileLock(path, timeout=PATIENCE_SECONDS))
        yield
