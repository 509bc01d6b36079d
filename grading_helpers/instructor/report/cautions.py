"""What cannot be concluded from a small class, in words and with numbers."""

from __future__ import annotations

import math

from grading_helpers.instructor.report.statistics import FEWEST_FOR_CORRELATION, LEVEL, SMALL_CLASS


def cautions(students: int) -> list[str]:
    """Return what cannot be concluded from a class of this size; nothing if it is large enough.

    Parameters
    ----------
    students : int
        The number of students in the statistics.

    Examples
    --------
    >>> cautions(30)
    []
    >>> cautions(12)[0]
    'By chance alone, a share of points can be off by about 28 percentage points either way.'
    """
    if students >= SMALL_CLASS:
        return []
    if students < FEWEST_FOR_CORRELATION:
        return [
            "These numbers describe these students only. So few students say nothing about how "
            "difficult a test is, or how well it discriminates."
        ]
    margin, least = 100 * widest_margin(students), least_visible_correlation(students)
    return [
        f"By chance alone, a share of points can be off by about {margin:.0f} percentage points "
        "either way.",
        f"A correlation smaller than {least:.2f} in size cannot be told from zero: do not drop or "
        "change a test because of its discrimination here.",
        "Bootstrap intervals are too narrow for samples this small: the true uncertainty is "
        "larger. Tests cannot be ranked if their intervals overlap.",
        "Alpha cannot be compared with that of another class, or with a threshold.",
        "The list shows which misconceptions occurred here, not which are common elsewhere.",
    ]


def least_visible_correlation(students: int) -> float:
    """Return the smallest correlation that is significant at the 5 % level (Student's t).

    Examples
    --------
    >>> round(least_visible_correlation(15), 2)
    0.51
    """
    from scipy import stats  # noqa: PLC0415 - slow

    t = float(stats.t.ppf((1 + LEVEL) / 2, students - 2))
    return t / math.sqrt(students - 2 + t * t)


def widest_margin(students: int) -> float:
    """Return half the width of the 95 % interval of a share of 50 % (normal approximation).

    Examples
    --------
    >>> round(widest_margin(15), 2)
    0.25
    """
    from scipy import stats  # noqa: PLC0415 - slow

    return float(stats.norm.ppf((1 + LEVEL) / 2)) * math.sqrt(0.25 / students)
