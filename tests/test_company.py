"""The synthetic company: the same seed gives the same bytes, and DATA.md says what is there."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from grading_helpers.data import FOLDER, data_path
from grading_helpers.instructor.company import TABLES, csv_text


def test_the_generator_gives_the_bytes_that_are_shipped() -> None:
    assert set(TABLES) == {path.name for path in FOLDER.glob("*.csv")}
    for name, make in TABLES.items():
        assert csv_text(make()).encode() == (FOLDER / name).read_bytes()


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described(name: str) -> None:
    text = (
        (FOLDER / "DATA.md").read_text("utf-8").partition(f"## {name}\n")[2].partition("\n## ")[0]
    )
    table = pd.read_csv(data_path(name))
    assert re.findall(r"^\| `(\w+)` \|", text, re.M) == list(table)
    assert f"({len(table):,} rows)" in text
    for row in re.findall(r"^\| `.*\|$", text, re.M):
        column, missing = re.findall(r"`(\w+)`", row)[0], row.split("|")[-2].strip()
        assert (missing == "never") == (not table[column].isna().any()), row


def test_people_are_the_same_across_tables() -> None:
    customers = pd.read_csv(data_path("customers.csv")).set_index("customer_id")
    survey = pd.read_csv(data_path("survey.csv"))
    assert survey["customer_id"].is_unique
    assert (customers.loc[survey["customer_id"], "segment"].to_numpy() == survey["segment"]).all()


def test_points_tables_gaps_are_those_of_the_survey() -> None:
    pairs = pd.read_csv(data_path("servqual.csv")).dropna()
    gaps = (pairs["P"] - pairs["E"]).groupby([pairs["resp"], pairs["dim"]]).mean()
    points = pd.read_csv(data_path("servqual_points.csv")).set_index(["resp", "dim"])
    assert (gaps.loc[points.index] - points["gap"]).abs().max() <= 0.0005


@pytest.mark.parametrize("name", ["servqal.csv", "../check.py", "DATA.md", "/etc/passwd", ""])
def test_a_wrong_table_name_is_met_with_the_right_ones(name: str) -> None:
    with pytest.raises(FileNotFoundError, match=r"servqual\.csv"):
        data_path(name)
