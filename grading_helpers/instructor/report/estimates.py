"""Estimates with bootstrap intervals, and in words why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from grading_helpers.instructor.report.statistics import (
    FEW_STUDENTS,
    FEWEST_FOR_CORRELATION,
    LEVEL,
    NO_REST,
    ONE_STUDENT,
    RARELY_DEFINED,
    SAME_ON_ITEM,
    SAME_ON_REST,
    SAME_POINTS,
    SAME_TOTAL,
    Array,
    Estimate,
    alpha_interval,
    cronbach_alphas,
    item_rest_correlations,
    means,
    resampling_weights,
)


@dataclass(frozen=True)
class ItemEstimates:
    """What is known of one item."""

    difficulty: Estimate
    discrimination: Estimate
    not_attempted: Estimate


def item_estimates(points: Array, most: Array, attempted: Array) -> list[ItemEstimates]:
    """Return the estimates of every item, with percentile intervals from one set of resamples.

    Parameters
    ----------
    points : ndarray, shape (students, items)
        Points gained.
    most : ndarray, shape (items,)
        Points to be had, above 0.
    attempted : ndarray of bool, shape (students, items)
        Whether there was an answer at all.

    Returns
    -------
    list of ItemEstimates
        In the order of the columns.

    Raises
    ------
    ValueError
        If there is no student.
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
    """Return Cronbach's alpha with Feldt's interval, or in words why it is undefined.

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
