"""Statistics of tests: difficulty, discrimination and reliability, each with an interval.

Everything here is a function of arrays, whose rows are students and whose columns are items.
Estimates are functions of *weights*, with one row of weights for each sample, so that the observed
sample and its resamples are computed in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    """A number with its 95 % interval; None if it is undefined, and the note says why."""

    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""


def resampling_weights(students: int, resamples: int = RESAMPLES, seed: int = SEED) -> Array:
    """Draw how often each student occurs in each bootstrap sample (Efron & Tibshirani, 1993).

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
        Shares of points, for the difficulty of items (the classical *p*, where high is easy).
    weights : ndarray, shape (samples, students), optional
        By default the observed sample.

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

    For items marked right or wrong this is the point-biserial correlation, corrected for the
    item's own share in the total (Henrysson, 1963, *Psychometrika* 28, 211-218).

    Parameters
    ----------
    points : ndarray, shape (students, items)
        Points, as they count towards the total.
    weights : ndarray, shape (samples, students), optional
        By default the observed sample.

    Returns
    -------
    ndarray, shape (samples, items)
        Between -1 and 1; NaN if the item or the rest does not vary.

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
        Points.
    weights : ndarray, shape (samples, students), optional
        By default the observed sample.

    Returns
    -------
    ndarray, shape (samples,)
        At most 1; NaN for a single item, or if the total does not vary.

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
        The observed alpha.
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
    """Say which variances are only rounding errors."""
    scale = max(float(np.abs(points).sum(axis=1).max(initial=0.0)), 1.0)
    return variances <= 1e-12 * scale**2


@dataclass(frozen=True)
class ItemEstimates:
    """The estimates for one item."""

    difficulty: Estimate
    discrimination: Estimate
    not_attempted: Estimate


def item_estimates(points: Array, most: Array, attempted: Array) -> list[ItemEstimates]:
    """Return the estimates for every item, with percentile intervals from one set of resamples.

    Parameters
    ----------
    points : ndarray, shape (students, items)
        Points gained.
    most : ndarray, shape (items,)
        The maximum number of points, above 0.
    attempted : ndarray of bool, shape (students, items)
        Whether there was an answer at all.

    Returns
    -------
    list of ItemEstimates
        In the order of the columns.

    Raises
    ------
    ValueError
        If there are no students.
    """
    if not len(points):
        raise ValueError("there are no students to make estimates from")
    weights = resampling_weights(len(points))
    return [
        ItemEstimates(*row)
        for row in zip(
            _shares(points / most, weights),
            _discriminations(points, weights),
            _shares(1.0 - attempted, weights),
            strict=True,
        )
    ]


def mean_estimate(values: Array) -> Estimate:
    """Return the mean of one value for each student, with its bootstrap interval.

    Examples
    --------
    >>> mean_estimate(np.array([2.0, 2.0])).note
    'everyone has the same value, so resampling shows no spread'
    """
    return next(_shares(values[:, None], resampling_weights(len(values))))


def alpha_estimate(points: Array) -> Estimate:
    """Return Cronbach's alpha with Feldt's interval, or why it is undefined.

    Examples
    --------
    >>> alpha_estimate(np.array([[1.0], [0.0]]))
    Estimate(value=None, low=None, high=None, note='there is no other test to compare with')
    """
    students, items = points.shape
    if items < 2:
        return Estimate(None, note=NO_REST)
    if students < 2:
        return Estimate(None, note=ONE_STUDENT)
    alpha = float(cronbach_alphas(points)[0])
    if np.isnan(alpha):
        return Estimate(None, note=SAME_TOTAL)
    return Estimate(alpha, *alpha_interval(alpha, students, items))


def _shares(values: Array, weights: Array) -> Iterator[Estimate]:
    samples = means(values, weights)
    for place, value in enumerate(means(values)[0]):
        if len(values) == 1:
            yield Estimate(float(value), note=ONE_STUDENT)
        elif np.ptp(values[:, place]) == 0:
            yield Estimate(float(value), note=SAME_POINTS)
        else:
            yield Estimate(float(value), *_percentiles(samples[:, place]))


def _discriminations(points: Array, weights: Array) -> Iterator[Estimate]:
    samples = item_rest_correlations(points, weights)
    for place, value in enumerate(item_rest_correlations(points)[0]):
        if why := _why_undefined(points, place):
            yield Estimate(None, note=why)
            continue
        defined = samples[:, place][~np.isnan(samples[:, place])]
        if 2 * len(defined) < len(samples):
            yield Estimate(float(value), note=RARELY_DEFINED)
        else:
            yield Estimate(float(value), *_percentiles(defined))


def _why_undefined(points: Array, place: int) -> str:
    students, items = points.shape
    rest = np.delete(points, place, axis=1).sum(axis=1)
    reasons = {
        NO_REST: items < 2,
        FEW_STUDENTS: students < FEWEST_FOR_CORRELATION,
        SAME_ON_ITEM: np.allclose(points[:, place], points[0, place]),
        SAME_ON_REST: np.allclose(rest, rest[0]),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _percentiles(samples: Array) -> tuple[float, float]:
    low, high = np.quantile(samples, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
