"""The facts of a lesson are tested as long as it is taught."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
LESSONS = HERE.parents[1] / "course"
collect_ignore = [
    file.name
    for file in HERE.glob("test_*.py")
    if not (LESSONS / file.stem.removeprefix("test_")).is_dir()
]
