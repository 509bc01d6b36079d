"""A lock that the kernels of one machine share, so that none overwrites what another wrote."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

PATIENCE_SECONDS = 10


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Let no other kernel in meanwhile; where no lock is to be had, go on without.

    The lock is a file of its own among the temporary ones, since the folders of students may
    lie on a network, where locks are not to be relied on.
    """
    name = sha256(str(file.absolute()).encode()).hexdigest()[:16]
    path = Path(tempfile.gettempdir(), f"focus-on-customers-{name}.lock")
    with ExitStack() as until_done:
        with suppress(OSError):
            until_done.enter_context(FileLock(path, timeout=PATIENCE_SECONDS))
        yield
