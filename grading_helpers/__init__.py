"""Helpers of the course *Focus on Customers*.

A lesson uses five names: ``data_path`` finds the company's tables, ``quiz`` asks a
question, ``check`` looks at an answer and says what it sees, ``show`` displays a
figure together with a description of it in words, ``progress`` sums up the quizzes.
``practice`` asks what is due today, ``backup`` downloads answers and brings them back.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grading_helpers.backup_card import backup
    from grading_helpers.data import data_path
    from grading_helpers.on_call import check, show
    from grading_helpers.practice_session import practice
    from grading_helpers.progress_view import progress
    from grading_helpers.quiz_widget import quiz

__all__ = ["backup", "check", "data_path", "practice", "progress", "quiz", "show"]

# Loaded on first use, so that a quiz does not wait for pandas and matplotlib.
_HOMES = {
    "backup": "grading_helpers.backup_card",
    "check": "grading_helpers.on_call",
    "data_path": "grading_helpers.data",
    "practice": "grading_helpers.practice_session",
    "progress": "grading_helpers.progress_view",
    "quiz": "grading_helpers.quiz_widget",
    "show": "grading_helpers.on_call",
}


def __getattr__(name: str) -> Any:
    """Import a helper when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'grading_helpers' has no attribute {name!r}")
    helper = getattr(import_module(_HOMES[name]), name)
    globals()[name] = helper
    return helper
