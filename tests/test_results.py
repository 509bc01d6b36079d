"""Reading results as leaves, comparing and digesting them."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from grading_helpers.checking.results import MOST_LEAVES, digests, kind, read, residues, same
from grading_helpers.compare import assert_keeps_input, assert_matches

SAME = {
    "series_for_dict": (pd.Series({"R": 1.5, "A": 2.0}), {"A": 2, "R": 1.5}),
    "numpy_float": (np.float64(1.5), 1.5),
    "numpy_string_keys": ({np.str_("R"): 1}, {"R": 1}),
    "none_and_nan_inside": ({"E": None}, {"E": float("nan")}),
    "pandas_missing_inside": ({"E": pd.NA}, {"E": None}),
    "tuple_for_list": ({"chat": (0.5, -0.4)}, {"chat": [0.5, -0.4]}),
    "array_for_list": (np.array([1.0, 2.0]), [1, 2]),
    "rows_in_another_order": (
        pd.DataFrame({"n": [2, 1]}, index=["b", "a"]),
        pd.DataFrame({"n": [1, 2]}, index=["a", "b"]),
    ),
    "blanks_around_text": ({"a": " keep_up "}, {"a": "keep_up"}),
    "whole_number_keys": ({1.0: "a"}, {1: "a"}),
    "numbers_of_a_series_for_keys": (pd.Series({0: 1.5, 1: 2.0}), {0: 1.5, 1: 2.0}),
    "numbers_of_a_series_inside": ({"a": pd.Series({2: 1.5, 1: 2.0})}, {"a": {1: 2.0, 2: 1.5}}),
    "series_for_list": ({"a": pd.Series([1.5, 2.0])}, {"a": [1.5, 2.0]}),
    "decimal": (Decimal("1.5"), 1.5),
    "empty_series_for_empty_dict": (pd.Series({}, dtype=object), {}),
    "days": (pd.Timestamp("2025-01-02"), date(2025, 1, 2)),
}
DIFFERENT = {
    "another_number": (1.5, 1.502),
    "number_for_text": ("1.5", 1.5),
    "nothing_for_missing": (None, float("nan")),
    "one_key_less": ({"R": 1}, {"R": 1, "A": 2}),
    "list_in_another_order": ([1, 2], [2, 1]),
    "truth_for_number": (True, 1),
    "infinite_for_missing": (float("inf"), float("nan")),
    "one_of_many_different": ([*range(400), 7], [*range(400), 8]),
    "empty_dict_for_empty_list": ({}, []),
    "another_day": (date(2025, 1, 2), date(2025, 1, 3)),
    "objects_of_one_type": (b"one", b"two"),
    "text_keys_for_numbers": ({"0": 1, "2025": 2}, {0: 1, 2025: 2}),
    "text_keys_for_fractions": ({"0.5": 1}, {0.5: 1}),
    "a_dot_in_a_key": ({"a": {"b": 1}}, {"a.b": 1}),
    "a_series_that_repeats_its_index": (pd.Series([9, 1], index=["R", "R"]), {"R": 1}),
}


@pytest.mark.parametrize(("left", "right"), SAME.values(), ids=SAME)
def test_equivalent_results_are_the_same(left: object, right: object) -> None:
    assert same(left, right, tolerance=0.0005)
    assert same(right, left, tolerance=0.0005)


@pytest.mark.parametrize(("left", "right"), DIFFERENT.values(), ids=DIFFERENT)
def test_results_that_differ_are_different(left: object, right: object) -> None:
    assert not same(left, right, tolerance=0.0005)
    assert not same(right, left, tolerance=0.0005)


def test_a_difference_of_exactly_the_tolerance_is_accepted() -> None:
    assert same(33.3, 33.35, tolerance=0.05)
    assert same(33.4, 33.35, tolerance=0.05)
    assert not same(33.29, 33.35, tolerance=0.05)


def fits(given: object, right: object, tolerance: float) -> bool:
    shifts = residues(read(right), tolerance)
    [code] = digests(read(right), shifts, tolerance, "salt")
    return code in digests(read(given), shifts, tolerance, "salt")


def test_digests_agree_with_comparison_on_thousands_of_numbers() -> None:
    numbers = random.Random(7)
    for _ in range(5000):
        right, step = numbers.uniform(-100, 100), numbers.choice([0.05, 0.005, 0.0005])
        given = right + numbers.uniform(-3, 3) * step
        if abs(abs(given - right) - step) < step * 1e-4:
            continue  # the very edge is a matter of the last bit
        assert fits(given, right, step) == same(given, right, step), (given, right, step)


@pytest.mark.parametrize("given", [33.3, 33.4])
def test_digests_accept_a_difference_of_exactly_the_tolerance(given: float) -> None:
    assert fits(given, 33.35, 0.05)
    assert not fits(given + (0.01 if given > 33.35 else -0.01), 33.35, 0.05)


@pytest.mark.parametrize("number", [21, 66.7, -0.7, 12345])
def test_a_residue_reveals_nothing_about_a_number_as_coarse_as_the_tolerance(number: float) -> None:
    [shift] = residues(read(number), 0.05)
    assert min(shift, 0.1 - shift) < 1e-9


def test_digests_differ_by_salt_path_and_token() -> None:
    shifts = residues(read({"R": 1}), 0.05)
    one = digests(read({"R": 1}), shifts, 0.05, "salt")
    assert one == digests(read({"R": 1.0}), shifts, 0.05, "salt")
    for result, salt in (({"R": 1}, "pepper"), ({"S": 1}, "salt"), ({"R": None}, "salt")):
        assert not one & digests(read(result), shifts, 0.05, salt)
    assert digests(read({"R": 1, "S": 2}), shifts, 0.05, "salt") == set()
    assert digests(read(object()), [0.0], 0.05, "salt") == set()


def test_huge_numbers_have_digests_too() -> None:
    assert fits({"R": 1e308}, {"R": 1e308}, 0.05)
    assert not fits({"R": 1e308}, {"R": 1e307}, 0.05)


class Hostile:
    """An object that raises whenever it is inspected."""

    def __getattribute__(self, name: str) -> object:
        raise SystemExit(name)

    def __repr__(self) -> str:
        raise RuntimeError("no")


class Endless(dict):  # type: ignore[type-arg]
    """A mapping whose items never end."""

    def __len__(self) -> int:
        return 1

    def __bool__(self) -> bool:
        return True

    def items(self):  # type: ignore[no-untyped-def]
        while True:
            yield "again", 1


def _nested() -> list[object]:
    loop: list[object] = []
    loop.append(loop)
    return loop


STRANGE = {
    "hostile": Hostile,
    "endless": Endless,
    "loop": _nested,
    "giant": lambda: [0] * (MOST_LEAVES + 1),
    "object": object,
    "function": lambda: print,
    "complex": lambda: 3 + 4j,
    "bytes": lambda: b"bytes",
}


@pytest.mark.integration
@pytest.mark.parametrize("make", STRANGE.values(), ids=STRANGE)
def test_any_object_can_be_read(make: Callable[[], object]) -> None:
    result = make()
    leaves = read(result)
    assert len(leaves) == 1
    assert isinstance(kind(result), str)
    assert not same(result, {"R": 1.0}, tolerance=0.05)


def test_a_failed_comparison_never_shows_what_was_expected() -> None:
    for actual in (None, "text", {"R": 9.0}, Hostile(), [float("nan")]):
        with pytest.raises(AssertionError) as caught:
            assert_matches(actual, {"R": -1.2345})
        assert "1.2345" not in str(caught.value)


def test_a_changed_input_table_is_noticed() -> None:
    table = pd.DataFrame({"n": [1, 2]})
    assert_keeps_input(lambda given: given.assign(m=1), table)
    for change in (
        lambda given: given.insert(0, "m", 1),
        lambda given: given.__delitem__("n"),
        lambda given: given.__setitem__("n", [2, 1]),
        lambda given: setattr(given, "columns", ["m"]),
        lambda given: setattr(given, "index", [1, 0]),
    ):
        with pytest.raises(AssertionError, match="changes its input"):
            assert_keeps_input(change, table)
    assert list(table) == ["n"]


def test_a_number_just_below_a_multiple_has_the_residue_of_the_multiple() -> None:
    below, exact = (residues(read(number), 0.0005) for number in (0.8 - 1e-15, 0.8))
    assert below == exact == [0.0]
