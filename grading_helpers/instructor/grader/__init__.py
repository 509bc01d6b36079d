"""Grading faulty and hostile submissions: read as data, run behind walls, judge outside.

``grade_submission`` is a function from bytes to a result that JSON can hold; the modules
below it each do one step. Nothing here is imported by a lesson.
"""
