"""A checkout of the whole course for tests to work in."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = (
    *("course", "source", "release", "grading_helpers", "docs", "nbgrader_config.py"),
    *("README.md", "pyproject.toml", "environment.yml", "postBuild"),
    *("LICENSE", "LICENSE-CONTENT", ".gitattributes", ".gitignore"),
)


def lay_out_checkout(root: Path) -> Path:
    """Copy everything that the commands of a term need, and return the folder."""
    root.mkdir(exist_ok=True)
    for name in PARTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    return root
