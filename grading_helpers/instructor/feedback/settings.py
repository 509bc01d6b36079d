"""Settings that make nbgrader write this course's feedback pages.

In ``nbgrader_config.py``::

    from grading_helpers.instructor.feedback.settings import explain_marks

    explain_marks(c)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from traitlets.config import Config

# Where pages with hidden tests are, away from those that students get.
COPIES = Path("reports", "instructors_copies")
HOME = "grading_helpers.instructor.feedback.exporter"


def explain_marks(config: Config, *, show_hidden: bool = False) -> None:
    """Make ``nbgrader generate_feedback`` and ``course feedback`` write pages that explain marks.

    Parameters
    ----------
    config : traitlets.config.Config
        The settings, named ``c`` in ``nbgrader_config.py``.
    show_hidden : bool, optional
        Show hidden tests and mark schemes to students. By default they are only described.
    """
    config.GenerateFeedback.exporter_class = f"{HOME}.FeedbackExporter"
    config.GenerateFeedback.preprocessors = [f"{HOME}.ReadScores"]
    config.FeedbackExporter.show_hidden = show_hidden
