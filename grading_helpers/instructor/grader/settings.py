"""Settings that make nbgrader use this grader.

In ``nbgrader_config.py``::

    from grading_helpers.instructor.grader.settings import grade_safely

    grade_safely(c)
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from grading_helpers.instructor.diagnostics import one_line

if TYPE_CHECKING:
    from traitlets.config import Config

HOME = "grading_helpers.instructor.grader.nbgrader_plugin"


def grade_safely(config: Config) -> None:
    """Replace nbgrader's grading steps with those of this grader.

    Parameters
    ----------
    config : traitlets.config.Config
        The settings, named ``c`` in ``nbgrader_config.py``.
    """
    grading = config.Autograde
    grading.exporter_class = f"{HOME}.CheckedExporter"
    grading.pre_convert_hook = f"{HOME}.clear_obstacles"
    grading.sanitize_preprocessors = [f"{HOME}.GradeSafely"]
    grading.autograde_preprocessors = [
        f"{HOME}.SaveMarks",
        "nbgrader.preprocessors.AssignLatePenalties",
        f"{HOME}.WriteJournal",
    ]


def set_aside(notebooks: Sequence[str], **_: object) -> None:
    """Move away links and pipes, which nbgrader would follow.

    This comes before nbgrader copies the files of a submission. A link would let it read whatever
    the link points to, and a pipe would make it wait for ever.

    Parameters
    ----------
    notebooks : list of str
        The notebooks that nbgrader found; those that were moved are removed from it.
    """
    for folder in {Path(one).parent for one in notebooks}:
        shelter = Path(".grading", "set_aside", folder.parent.name)
        found = [folder] if folder.is_symlink() else [*folder.rglob("*")]
        for place in found:
            if place.is_symlink() or not (place.is_file() or place.is_dir()):
                target = shelter / place.relative_to(folder.parent)
                move_away(place, target, f"{folder.parent.name}: {place.name} is a link or a pipe")
    if isinstance(notebooks, list):
        notebooks[:] = [one for one in notebooks if Path(one).exists()]


def move_away(place: Path, target: Path, why: str) -> None:
    """Move away what would stop nbgrader; delete a link or pipe that cannot be moved.

    Parameters
    ----------
    place, target : Path
        What to move where.
    why : str
        Whose it is, and what is the matter with it.

    Raises
    ------
    OSError
        If a file or folder cannot be moved.
    """
    told = f"{why}; it was moved to {target}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        place.rename(target)
    except OSError:
        if not place.is_symlink() and (place.is_file() or place.is_dir()):
            raise
        place.unlink()
        told = f"{why}; it was deleted"
    sys.stderr.write(f"{one_line(told)}\n")
