"""The statistics agree with pingouin, with sums done by hand and with simulated students."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from grading_helpers.instructor.report import statistics
from grading_helpers.instructor.report.cautions import cautions
from grading_helpers.instructor.report.statistics import (
    alpha_estimate,
    alpha_interval,
    cronbach_alphas,
    item_estimates,
    item_rest_correlations,
    mean_estimate,
    means,
    resampling_weights,
)

ITEMS = 10
SLOPES = np.linspace(0.4, 2.5, ITEMS)
HARDNESS = np.tile([-1.0, 0.0, 1.0, -0.5, 0.5], 2)


def two_parameter_class(students: int, seed: int = 20) -> statistics.Array:
    """Return right and wrong answers of students of known ability (the 2PL model)."""
    chance = np.random.default_rng(seed)
    ability = chance.normal(size=(students, 1))
    right = 1 / (1 + np.exp(-SLOPES * (ability - HARDNESS)))
    return (chance.random((students, ITEMS)) < right).astype(float)


@pytest.fixture(params=[25, 80, 500], ids="{} students".format)
def points(request: pytest.FixtureRequest) -> statistics.Array:
    weights = np.array([1, 2, 1, 1, 3, 1, 2, 1, 1, 2])
    return two_parameter_class(request.param) * weights


@pytest.fixture
def pingouin() -> ModuleType:
    """The package, imported when it is needed: a second, in every worker."""
    return import_module("pingouin")


def test_alpha_and_its_interval_agree_with_pingouin(
    pingouin: ModuleType, points: statistics.Array
) -> None:
    alpha, interval = pingouin.cronbach_alpha(pd.DataFrame(points))
    found = alpha_estimate(points)
    assert found.value == pytest.approx(alpha, abs=1e-9)
    assert (found.low, found.high) == pytest.approx(tuple(interval), abs=6e-4)  # it rounds


def test_discriminations_agree_with_pingouin(
    pingouin: ModuleType, points: statistics.Array
) -> None:
    total = points.sum(axis=1)
    for place, found in enumerate(item_rest_correlations(points)[0]):
        item = points[:, place]
        expected = pingouin.corr(item, total - item)["r"].iloc[0]
        assert found == pytest.approx(float(expected), abs=1e-9)


def test_bootstrap_intervals_agree_with_pingouin_within_chance(pingouin: ModuleType) -> None:
    points = two_parameter_class(80)
    found = item_estimates(points, np.ones(ITEMS), points >= 0)
    for place in (0, 4, 9):
        item = points[:, place]
        rest = points.sum(axis=1) - item
        settings = {"method": "per", "n_boot": 4000, "seed": 3, "decimals": 6}
        paired = pingouin.compute_bootci(item, rest, func="pearson", paired=True, **settings)
        one = found[place].discrimination
        assert (one.low, one.high) == pytest.approx(tuple(paired), abs=0.03)
        shares = pingouin.compute_bootci(item, func="mean", **settings)
        one = found[place].difficulty
        assert (one.low, one.high) == pytest.approx(tuple(shares), abs=0.02)


@pytest.mark.integration
def test_simulated_difficulties_and_discriminations_are_recovered() -> None:
    points = two_parameter_class(5000)
    found = item_estimates(points, np.ones(ITEMS), points >= 0)
    shares = [one.difficulty.value for one in found]
    assert np.corrcoef(shares, -HARDNESS)[0, 1] > 0.95
    for hardness in np.unique(HARDNESS):
        weak, strong = np.flatnonzero(np.isclose(HARDNESS, hardness))
        low, high = found[weak].discrimination, found[strong].discrimination
        assert low.high is not None and high.low is not None
        assert low.high < high.low


@pytest.mark.integration
def test_a_95_percent_interval_contains_the_true_share_about_that_often() -> None:
    truth = two_parameter_class(200_000).mean(axis=0)
    held = []
    for seed in range(60):
        points = two_parameter_class(60, seed)
        for one, true in zip(
            item_estimates(points, np.ones(ITEMS), points >= 0), truth, strict=True
        ):
            assert one.difficulty.low is not None and one.difficulty.high is not None
            held.append(one.difficulty.low <= true <= one.difficulty.high)
    assert 0.91 <= np.mean(held) <= 0.97


def test_a_small_case_by_hand() -> None:
    points = np.array([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 0]], dtype=float)
    assert means(points)[0] == pytest.approx([0.5, 0.5, 0.25])
    # The rest of the first item is 2, 0, 1, 0: covariance 1/8, deviations 1/2 and sqrt(11)/4.
    assert item_rest_correlations(points)[0, 0] == pytest.approx(1 / np.sqrt(11))
    # Variances of the items 4/16, 4/16 and 3/16, of the totals 3, 1, 1, 0 it is 19/16.
    assert cronbach_alphas(points)[0] == pytest.approx(3 / 2 * (1 - 11 / 19))


def test_partial_points_count_as_shares_of_the_maximum() -> None:
    attempted = np.array([[True], [True], [False]])
    found = item_estimates(np.array([[1.0], [3.5], [0.0]]), np.array([4.0]), attempted)
    assert found[0].difficulty.value == pytest.approx(0.375)
    assert found[0].not_attempted.value == pytest.approx(1 / 3)


def test_an_item_that_everyone_got_right_has_no_discrimination_and_says_why() -> None:
    points = np.column_stack([np.ones(40), two_parameter_class(40)])
    found = item_estimates(points, np.ones(ITEMS + 1), points >= 0)
    assert found[0].discrimination.value is None
    assert found[0].discrimination.note == statistics.SAME_ON_ITEM
    assert found[0].difficulty.value == 1
    assert (found[0].difficulty.low, found[0].difficulty.note) == (None, statistics.SAME_POINTS)
    assert found[1].discrimination.value is not None


@pytest.mark.parametrize(
    ("points", "note"),
    [
        ([[1.0, 0.0]], statistics.FEW_STUDENTS),
        ([[1.0, 0.0], [0.0, 1.0]], statistics.FEW_STUDENTS),
        ([[1.0], [0.0], [1.0]], statistics.NO_REST),
        ([[1.0, 1.0], [0.0, 1.0], [1.0, 1.0]], statistics.SAME_ON_REST),
        ([[1.0, 0.0], [1.0, 1.0], [1.0, 1.0]], statistics.SAME_ON_ITEM),
    ],
    ids=["one student", "two students", "one item", "rest the same", "item the same"],
)
def test_an_undefined_discrimination_says_why(points: list[list[float]], note: str) -> None:
    array = np.array(points)
    found = item_estimates(array, np.ones(array.shape[1]), array >= 0)[0].discrimination
    assert (found.value, found.low, found.note) == (None, None, note)


@pytest.mark.parametrize(
    ("points", "note"),
    [
        ([[1.0, 0.0]], statistics.ONE_STUDENT),
        ([[1.0], [0.0]], statistics.NO_REST),
        ([[1.0, 0.0], [0.0, 1.0]], statistics.SAME_TOTAL),
    ],
    ids=["one student", "one item", "totals the same"],
)
def test_an_undefined_alpha_says_why(points: list[list[float]], note: str) -> None:
    found = alpha_estimate(np.array(points))
    assert (found.value, found.note) == (None, note)


def test_one_student_gives_a_share_and_no_interval() -> None:
    found = item_estimates(np.array([[1.0, 0.0]]), np.ones(2), np.array([[True, False]]))
    assert [one.difficulty.value for one in found] == [1.0, 0.0]
    assert found[0].difficulty.note == statistics.ONE_STUDENT
    assert mean_estimate(np.array([3.0])).value == 3.0


def test_no_students_is_refused() -> None:
    with pytest.raises(ValueError, match="no students"):
        item_estimates(np.empty((0, 2)), np.ones(2), np.empty((0, 2), dtype=bool))


def test_an_interval_is_left_out_if_most_resamples_have_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    all_the_same = np.zeros((100, 3))
    all_the_same[:, 0] = 3
    monkeypatch.setattr(
        "grading_helpers.instructor.report.statistics.resampling_weights", lambda _: all_the_same
    )
    points = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    found = item_estimates(points, np.ones(2), points >= 0)[0].discrimination
    assert found.value is not None
    assert (found.low, found.note) == (None, statistics.RARELY_DEFINED)


def test_weights_are_equivalent_to_repeated_rows() -> None:
    points = two_parameter_class(20)
    weights = resampling_weights(20, resamples=5)
    for place, counts in enumerate(weights.astype(int)):
        repeated = np.repeat(points, counts, axis=0)
        expected = item_rest_correlations(repeated)[0]
        assert item_rest_correlations(points, weights)[place] == pytest.approx(
            expected, nan_ok=True
        )
        assert cronbach_alphas(points, weights)[place] == pytest.approx(
            cronbach_alphas(repeated)[0]
        )


def test_a_higher_alpha_has_a_narrower_upper_interval() -> None:
    low, high = alpha_interval(0.9, 40, 10)
    wide_low, wide_high = alpha_interval(0.5, 40, 10)
    assert low < 0.9 < high
    assert high - low < wide_high - wide_low


@pytest.mark.parametrize("students", [1, 2, 3, 15, 29])
def test_small_classes_get_a_list_of_what_cannot_be_concluded(students: int) -> None:
    assert cautions(students)
    assert all(line.endswith(".") for line in cautions(students))
