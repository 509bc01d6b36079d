"""Figures: the style of the course, display with a description, and reading their contents."""

from grading_helpers.figures.display import STYLE
from grading_helpers.palette import PALETTE

__all__ = ["PALETTE", "STYLE"]
