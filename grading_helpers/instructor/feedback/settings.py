"""How nbgrader is told to write this feedback, through settings that it supports.

In ``nbgrader_config.py``::

    from grading_helpers.instructor.feedback.settings import explain_marks

    explain_marks(c)
"""

from __future__ import annotations

from typing import Any

HOME = "grading_helpers.instructor.feedback.exporter"


def explain_marks(config: Any, *, show_hidden: bool = False) -> None:
    """Let ``nbgrader generate_feedback`` and ``course feedback`` write pages that explain marks.

    Parameters
    ----------
    config : traitlets.config.Config
        The settings, named ``c`` in ``nbgrader_config.py``.
    show_hidden : bool, optional
        Whether students see hidden tests and mark schemes. By default these are described.
    """
    config.GenerateFeedback.exporter_class = f"{HOME}.FeedbackExporter"
    config.GenerateFeedback.preprocessors = [f"{HOME}.ReadScores"]
    config.FeedbackExporter.show_hidden = show_hidden
