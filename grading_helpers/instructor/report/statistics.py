"""Statistics of a test: difficulty, discrimination, reliability, each with an interval.

Everything here is a function of arrays; nothing knows of students, lessons or files. The rows
of an array are students, its columns are items. Estimates are functions of *weights*: one row
of weights for each sample, so that the sample at hand and its resamples go the same way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LEVEL = 0.95
RESAMPLES = 2000
SEED = 1979
FEWEST_FOR_CORRELATION = 3
SMALL_CLASS = 30

ONE_STUDENT = "there is only one student"
SAME_POINTS = "everyone has the same value, so resampling shows no spread"
FEW_STUDENTS = f"fewer than {FEWEST_FOR_CORRELATION} students"
NO_REST = "there is no other test to compare with"
SAME_ON_ITEM = "everyone has the same points on it"
SAME_ON_REST = "everyone has the same points on the other tests"
SAME_TOTAL = "everyone has the same total"
RARELY_DEFINED = "undefined in most resamples"


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 % interval; what is undefined is None, and the note says why."""

    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""


def resampling_weights(students: int, resamples: int = RESAMPLES, seed: int = SEED) -> Array:
    """Draw how often each student stands in each bootstrap sample (Efron & Tibshirani, 1993).

    Parameters
    ----------
    students, resamples : int
        At least one of each.
    seed : int
        The same seed gives the same samples.

    Returns
    -------
    ndarray, shape (resamples, students)
        Counts; each row sums to ``students``.

    Examples
    --------
    >>> resampling_weights(5, resamples=3).sum(axis=1).tolist()
    [5.0, 5.0, 5.0]
    """
    draws = np.random.default_rng(seed).multinomial(
        students, np.full(students, 1 / students), size=resamples
    )
    return draws.astype(float)


def means(values: Array, weights: Array | None = None) -> Array:
    """Return the mean of each item in each sample.

    Parameters
    ----------
    values : ndarray, shape (students, items)
        Shares of points for the difficulty of items (the classical *p*, where high is easy).
    weights : ndarray, shape (samples, students), optional
        By default the one sample at hand.

    Returns
    -------
    ndarray, shape (samples, items)

    Examples
    --------
    >>> means(np.array([[1.0, 0.0], [1.0, 0.5]])).tolist()
    [[1.0, 0.25]]
    """
    weights = _or_ones(weights, len(values))
    return np.asarray(weights @ values / weights.sum(axis=1, keepdims=True))


def item_rest_correlations(points: Array, weights: Array | None = None) -> Array:
    """Return the correlation of each item with the sum of the others, in each sample.

    For an item of right and wrong this is the point-biserial correlation, corrected for the
    item's own share in the total (Henrysson, 1963, *Psychometrika* 28, 211-218).

    Parameters
    ----------
    points : ndarray, shape (students, items)
        In points, as they enter the total.
    weights : ndarray, shape (samples, students), optional
        By default the one sample at hand.

    Returns
    -------
    ndarray, shape (samples, items)
        Between -1 and 1; NaN where the item or the rest does not vary.

    Examples
    --------
    >>> right = np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0], [1, 0, 1]], dtype=float)
    >>> item_rest_correlations(right).round(3).tolist()
    [[nan, 0.0, 0.0]]
    """
    weights = _or_ones(weights, len(points))
    items = points - points.mean(axis=0)
    rest = items.sum(axis=1, keepdims=True) - items
    together = means(items * rest, weights) - means(items, weights) * means(rest, weights)
    spread = _variances(items, weights) * _variances(rest, weights)
    tiny = _is_tiny(_variances(items, weights), points)
    tiny |= _is_tiny(_variances(rest, weights), points)
    found = np.full(spread.shape, np.nan)
    np.divide(together, np.sqrt(np.where(tiny, 1.0, spread)), out=found, where=~tiny)
    return np.asarray(np.clip(found, -1, 1))


def cronbach_alphas(points: Array, weights: Array | None = None) -> Array:
    """Return Cronbach's alpha in each sample (Cronbach, 1951, *Psychometrika* 16, 297-334).

    ``k / (k - 1) * (1 - sum of the items' variances / variance of the total)``.

    Parameters
    ----------
    points : ndarray, shape (students, items)
        In points.
    weights : ndarray, shape (samples, students), optional
        By default the one sample at hand.

    Returns
    -------
    ndarray, shape (samples,)
        At most 1; NaN for a single item, or where the total does not vary.

    Examples
    --------
    >>> cronbach_alphas(np.array([[1.0, 1.0], [0.0, 0.0], [1.0, 0.0]])).round(3).tolist()
    [0.667]
    """
    weights = _or_ones(weights, len(points))
    count = points.shape[1]
    if count < 2:
        return np.full(len(weights), np.nan)
    centred = points - points.mean(axis=0)
    total = _variances(centred.sum(axis=1, keepdims=True), weights)[:, 0]
    parts = _variances(centred, weights).sum(axis=1)
    tiny = _is_tiny(total, points)
    found = np.full(total.shape, np.nan)
    np.divide(parts, np.where(tiny, 1.0, total), out=found, where=~tiny)
    return np.asarray(count / (count - 1) * (1 - found))


def alpha_interval(alpha: float, students: int, items: int) -> tuple[float, float]:
    """Return the 95 % interval of Cronbach's alpha (Feldt, 1965, *Psychometrika* 30, 357-370).

    Parameters
    ----------
    alpha : float
        As found.
    students, items : int
        At least two of each.

    Examples
    --------
    >>> low, high = alpha_interval(0.8, students=60, items=14)
    >>> round(low, 3), round(high, 3)
    (0.717, 0.867)
    """
    from scipy import stats  # noqa: PLC0415 - slow

    within = students - 1
    between = within * (items - 1)
    low, high = stats.f.ppf([(1 + LEVEL) / 2, (1 - LEVEL) / 2], within, between)
    return float(1 - (1 - alpha) * low), float(1 - (1 - alpha) * high)


def _or_ones(weights: Array | None, students: int) -> Array:
    return np.ones((1, students)) if weights is None else weights


def _variances(values: Array, weights: Array) -> Array:
    return means(values**2, weights) - means(values, weights) ** 2


def _is_tiny(variances: Array, points: Array) -> NDArray[np.bool_]:
    """Say where a variance is nothing but rounding."""
    scale = max(float(np.abs(points).sum(axis=1).max(initial=0.0)), 1.0)
    return variances <= 1e-12 * scale**2
