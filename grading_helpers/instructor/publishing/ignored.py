"""What a student repository never holds, though it may lie in the folder."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

# Traces of work in the folder, as .gitignore names them.
IGNORED = (
    ".venv",
    "__pycache__",
    "*.py[cod]",
    "*.egg-info",
    "build",
    ".ipynb_checkpoints",
    "progress.json",
    "progress.damaged-*.json",
    ".DS_Store",
    "Thumbs.db",
)


def gitignore() -> str:
    """Return the text of ``.gitignore``."""
    return "\n".join(IGNORED) + "\n"


def files_below(folder: Path) -> Iterator[Path]:
    """Yield all that lies in a folder but git's own files and what is ignored.

    A link is yielded as it is; what lies behind it is not looked at.
    """
    for path in sorted(folder.iterdir()):
        if path.name == ".git" or any(fnmatch(path.name, pattern) for pattern in IGNORED):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from files_below(path)
        else:
            yield path
