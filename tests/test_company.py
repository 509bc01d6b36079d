"""The synthetic company: the same seed gives the same bytes, and DATA.md describes them."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from grading_helpers.data import FOLDER, data_path
from grading_helpers.instructor.company import TABLES, csv_text


@pytest.mark.integration
def test_the_generator_writes_the_shipped_bytes() -> None:
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


def test_tables_about_people_contain_only_customers() -> None:
    known = set(read("customers.csv")["customer_id"])
    for name in TABLES:
        table = read(name)
        if "customer_id" in table:
            assert set(table["customer_id"]) <= known, name


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(data_path(name))


def completed() -> pd.DataFrame:
    return read("orders.csv").query("status == 'completed'")


def test_the_company_has_a_believable_size() -> None:
    assert len(read("customers.csv")) == 4000
    assert len(read("orders.csv")) > 20_000
    never = set(read("customers.csv")["customer_id"]) - set(read("orders.csv")["customer_id"])
    assert 500 < len(never) < 1000


def test_nobody_orders_before_signing_up() -> None:
    signup = read("customers.csv").set_index("customer_id")["signup_date"]
    orders = read("orders.csv")
    assert (orders["date"].to_numpy() >= signup[orders["customer_id"]].to_numpy()).all()


def test_app_orders_are_completed_orders() -> None:
    both = read("app_orders.csv").merge(completed(), on=["order_id", "customer_id", "date"])
    assert len(both) == len(read("app_orders.csv"))
    assert set(both["channel"]) == {"app"}


def test_the_crm_counts_the_orders_and_recommendations_of_2025() -> None:
    crm = read("crm.csv").set_index("customer_id")
    orders = completed().set_index("customer_id").loc[lambda table: table.index.isin(crm.index)]
    assert (orders["date"] >= "2025").all(), "somebody bought before opening an account"
    counts = orders.groupby(["customer_id", "date"])["order_id"].nunique().groupby(level=0).sum()
    total = crm[["q1", "q2", "q3", "q4"]].sum(axis=1)
    assert (
        total[total > 0]
        .sort_index()
        .equals(counts.sort_index().astype(total.dtype)[lambda c: c > 0])
    )
    named = read("referrals.csv")["customer_id"].value_counts()
    assert (named.reindex(crm.index).fillna(0) == crm["referrals"]).all()


def test_people_who_complain_have_bought_and_their_later_orders_agree() -> None:
    orders = completed()
    first, last = (orders.groupby("customer_id")["date"].agg(pick) for pick in ("min", "max"))
    complaints = read("complaints.csv")
    assert (first[complaints["customer_id"]].to_numpy() <= complaints["date"].to_numpy()).all()
    stayed = last[complaints["customer_id"]].to_numpy() > complaints["date"].to_numpy()
    assert (stayed == complaints["stayed"]).all()


def test_every_contact_belongs_to_a_complaint_and_the_counts_agree() -> None:
    complaints = read("complaints.csv").set_index("complaint_id")
    counts = read("contacts.csv").groupby("case_id").size()
    assert set(counts.index) == set(complaints.index)
    solved = complaints["contacts_to_fix"].dropna()
    assert (counts[solved.index] == solved).all()


def test_a_purchase_in_the_log_is_on_the_day_of_an_order() -> None:
    log = read("touchpoints.csv").dropna(subset="ts").query("stage == 'purchase'")
    days = set(zip(log["customer_id"], log["ts"].str[:10], strict=True))
    orders = read("orders.csv")
    assert days <= set(zip(orders["customer_id"], orders["date"], strict=True))


def test_deliveries_belong_to_app_orders_of_the_same_day() -> None:
    both = read("deliveries.csv").merge(read("orders.csv"), on=["order_id", "customer_id"])
    assert len(both) == len(read("deliveries.csv"))
    assert (both["ordered"] == both["date"]).all()
    assert set(both["channel"]) == {"app"}


def test_segments_are_computed_from_the_orders() -> None:
    people = read("customers.csv").set_index("customer_id")["segment"]
    orders = completed()
    now, before = (orders[orders["date"].str.startswith(year)] for year in ("2025", "2024"))
    row = read("segments.csv").set_index("segment").loc["Biz"]
    business = set(before["customer_id"]) & set(people.index[people == "Biz"])
    assert row["retention"] == round(len(business & set(now["customer_id"])) / len(business), 3)


def test_the_data_are_as_untidy_as_real_ones() -> None:
    assert (read("customers.csv")["age"] > 110).any(), "an impossible value"
    assert set(read("orders.csv")["status"]) == {"completed", "cancelled", "refunded"}
    assert read("segments.csv").isna().any(axis=None), "a segment without customers"
    assert read("members.csv").duplicated().sum() == 3
    late = read("deliveries.csv")
    assert (late["delivered"] < late["ordered"]).any()


def test_the_gaps_in_the_points_table_are_those_of_the_survey() -> None:
    pairs = pd.read_csv(data_path("servqual.csv")).dropna()
    gaps = (pairs["P"] - pairs["E"]).groupby([pairs["resp"], pairs["dim"]]).mean()
    points = pd.read_csv(data_path("servqual_points.csv")).set_index(["resp", "dim"])
    assert (gaps.loc[points.index] - points["gap"]).abs().max() <= 0.0005


@pytest.mark.parametrize("name", ["servqal.csv", "../check.py", "DATA.md", "/etc/passwd", ""])
def test_a_wrong_table_name_gets_the_right_names_suggested(name: str) -> None:
    with pytest.raises(FileNotFoundError, match=r"servqual\.csv"):
        data_path(name)
