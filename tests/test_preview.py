"""Previews look the same with every library version that the course allows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from grading_helpers.checking.preview import data_preview, preview
from grading_helpers.figures.display import as_figure


def test_an_array_is_previewed_like_a_list() -> None:
    shares = [25.70422535, 51.40845070, 22.88732394]
    assert preview({"Biz": np.array(shares)}) == preview({"Biz": shares})


def test_every_kind_of_missing_value_is_previewed_alike() -> None:
    assert preview({"a": "M", "b": None}) == preview({"a": "M", "b": np.nan})


def test_the_axes_of_a_subfigure_lead_to_the_whole_figure() -> None:
    figure = plt.figure()
    part = figure.subfigures(1, 2)[0]
    axes = part.subfigures(1, 2)[0].subplots()
    assert as_figure(axes) is figure
    plt.close(figure)


def test_a_set_is_always_previewed_in_the_same_order() -> None:
    letters = list("strawberries")
    assert "a, b, e, i, r, s, t, w" in preview({"letters": set(letters)}).text


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ({}, "Your result: {}"),
        ([], "Your result: []"),
        ((), "Your result: ()"),
        (pd.Series(dtype=float), "Your result: an empty Series"),
        (pd.DataFrame(), "An empty table."),
        (pd.DataFrame({"need": []}), "A table without rows, with the columns need."),
    ],
)
def test_an_empty_result_is_shown_as_such(result: object, words: str) -> None:
    assert preview(result).text == words


def test_a_table_is_previewed_with_its_rows() -> None:
    assert preview(pd.DataFrame({"need": ["speed"]})).text.split() == ["need", "0", "speed"]


def test_a_count_beside_a_share_stays_a_whole_number() -> None:
    assert preview({"switches": 254, "seamless": 35.98}).text.split()[2:] == [
        *("switches", "254"),
        *("seamless", "35.98"),
    ]


def test_pairs_in_a_list_can_be_told_apart() -> None:
    shown = preview({"ranked": [["delivery", 1078.0], ("till", 0.0)], "unscored": []}).text
    assert "[delivery, 1078.0], [till, 0.0]" in shown


def test_a_name_that_looks_like_a_number_is_in_quotes() -> None:
    table = pd.DataFrame({"touchpoint": ["9", "till"], "emotion": [9, 1]})
    assert data_preview([table]).text.split()[2:] == ["0", '"9"', "9", "1", "till", "1"]
    assert '"9"' in preview({"low": "9"}).text
