"""How nbgrader is told to grade with this grader, through settings that it supports.

In ``nbgrader_config.py``::

    from grading_helpers.instructor.grader.settings import grade_safely

    grade_safely(c)
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grading_helpers.instructor.grader.findings import one_line

HOME = "grading_helpers.instructor.grader.preprocessors"


def grade_safely(config: Any) -> None:
    """Put the grader's steps in the place of nbgrader's.

    Parameters
    ----------
    config : traitlets.config.Config
        The settings, named ``c`` in ``nbgrader_config.py``.
    """
    grading = config.Autograde
    grading.pre_convert_hook = f"{HOME}.begin"
    grading.sanitize_preprocessors = [f"{HOME}.GradeSafely"]
    grading.autograde_preprocessors = [
        f"{HOME}.SaveMarks",
        "nbgrader.preprocessors.AssignLatePenalties",
        f"{HOME}.NoteDown",
    ]


def set_aside(notebooks: Sequence[str], **_: object) -> None:
    """Move what is neither file nor folder out of nbgrader's way, which would follow it.

    This comes before nbgrader copies the files of a submission. A link would let it read
    whatever it points to, a pipe would let it wait for ever.

    Parameters
    ----------
    notebooks : list of str
        The notebooks that nbgrader has found; those that were set aside are taken out of it.
    """
    for folder in {Path(one).parent for one in notebooks}:
        shelter = Path(".grading", "set_aside", folder.parent.name)
        found = [folder] if folder.is_symlink() else [*folder.rglob("*")]
        for place in found:
            if place.is_symlink() or not (place.is_file() or place.is_dir()):
                _move(place, shelter / place.relative_to(folder.parent), folder.parent.name)
    if isinstance(notebooks, list):
        notebooks[:] = [one for one in notebooks if Path(one).exists()]


def _move(place: Path, target: Path, student: str) -> None:
    """Move a link or pipe away, or remove it where that cannot be: it holds no work."""
    told = f"{student}: {place.name} is a link or a pipe; it was moved to {target}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        place.rename(target)
    except OSError:
        place.unlink()
        told = f"{student}: {place.name} is a link or a pipe; it was removed"
    sys.stderr.write(f"{one_line(told)}\n")
