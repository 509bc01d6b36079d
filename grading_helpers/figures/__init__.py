"""Figures: the style of the course, display with a description, and reading their contents."""

from grading_helpers.figures.display import PALETTE, STYLE

__all__ = ["PALETTE", "STYLE"]
