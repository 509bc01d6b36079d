"""Contracts: which inputs the function of an exercise must take, and what they test."""

from grading_helpers.instructor.contracts.contract import Contract
from grading_helpers.instructor.contracts.practice import Practice
from grading_helpers.instructor.contracts.strategies import (
    NAMES,
    blank,
    blanks,
    empty,
    moments,
    names,
    near,
    numbers,
    ratings,
    tables,
    tables_of,
    ties,
)

__all__ = [
    "NAMES",
    "Contract",
    "Practice",
    "blank",
    "blanks",
    "empty",
    "moments",
    "names",
    "near",
    "numbers",
    "ratings",
    "tables",
    "tables_of",
    "ties",
]
