"""Feedback to a student: marks, what each lost point was for, and the notebook, on one page."""
