"""Write files atomically, so that a crash never leaves half a file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_atomically(path: Path, content: bytes, *, make_folder: bool = True) -> None:
    """Write to a temporary file in the same folder, then move it into place.

    Parameters
    ----------
    path : Path
        The file to write or replace.
    content : bytes
        The whole content.
    make_folder : bool, optional
        Whether to create missing folders.

    Raises
    ------
    OSError
        If the file cannot be written. An existing file is then unchanged.
    """
    if make_folder:
        path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
