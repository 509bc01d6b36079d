"""What the size of a class forbids to conclude, in plain words with its numbers."""

from __future__ import annotations

import math

from grading_helpers.instructor.report.statistics import FEWEST_FOR_CORRELATION, LEVEL, SMALL_CLASS


def cautions(students: int) -> list[str]:
    """Return what cannot be concluded from a class; nothing, if it is large enough.

    Parameters
    ----------
    students : int
        How many are in the statistics.

    Examples
    --------
    >>> cautions(30)
    []
    >>> cautions(12)[0]
    'A share of points can be off by about 28 points of a hundred, either way, by chance alone.'
    """
    if students >= SMALL_CLASS:
        return []
    if students < FEWEST_FOR_CORRELATION:
        return [
            "This says what these students did and nothing about the tests: how hard or how "
            "selective a test is cannot be estimated from so few."
        ]
    margin, least = 100 * widest_margin(students), least_visible_correlation(students)
    return [
        f"A share of points can be off by about {margin:.0f} points of a hundred, either way, "
        "by chance alone.",
        f"A correlation below {least:.2f} in size cannot be told from none: do not drop or mend "
        "a test because of its discrimination here.",
        "The bootstrap is too narrow in samples this small: take its intervals for the least "
        "that is uncertain. Tests cannot be ranked where their intervals overlap.",
        "Alpha cannot be compared with that of another class or held against a threshold.",
        "Which misconceptions were shown is a fact; which are common elsewhere is not known "
        "from this class.",
    ]


def least_visible_correlation(students: int) -> float:
    """Return the smallest correlation that a 5 % test tells from none (Student's t).

    Examples
    --------
    >>> round(least_visible_correlation(15), 2)
    0.51
    """
    from scipy import stats  # noqa: PLC0415 - slow

    t = float(stats.t.ppf((1 + LEVEL) / 2, students - 2))
    return t / math.sqrt(students - 2 + t * t)


def widest_margin(students: int) -> float:
    """Return half the width of the 95 % interval of a share of one half (normal approximation).

    Examples
    --------
    >>> round(widest_margin(15), 2)
    0.25
    """
    from scipy import stats  # noqa: PLC0415 - slow

    return float(stats.norm.ppf((1 + LEVEL) / 2)) * math.sqrt(0.25 / students)
