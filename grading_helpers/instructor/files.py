"""Write files only if their content has changed, and never half of a file."""

from __future__ import annotations

from pathlib import Path

from grading_helpers.atomic_write import write_atomically


def write_if_changed(path: Path, content: str | bytes) -> bool:
    """Write text or bytes unless the file already has this content; say whether it was written."""
    content = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == content:
        return False
    write_atomically(path, content)
    return True
