"""Exports of the question banks to Anki, Moodle, Canvas and paper.

Each exporter takes a quiz and returns the bytes of a file, together with a list of everything
that the format cannot represent or represents differently.
"""
