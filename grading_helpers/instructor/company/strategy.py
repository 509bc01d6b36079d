"""Tables for the board, most of them small and written by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from grading_helpers.instructor.company.randomness import blank_out, stream


def parties() -> pd.DataFrame:
    """Return the parties that deal with the company, with four yes-or-no facts (1 or 0)."""
    rows = [
        ("Ferry Hotel, purchasing", 1, 0, 1, 0),
        ("Ferry Hotel, guests", 0, 1, 0, 0),
        ("Okafor & Lund, solicitors", 1, 1, 1, 0),
        ("Bright Smiles dental practice", 1, 1, 1, 0),
        ("parent who buys a night light", 1, 0, 0, 0),
        ("toddler with the night light", 0, 1, 0, 0),
        ("student who furnishes a room", 1, 1, 0, 0),
        ("flatmate who uses the saucepan", 0, 1, 0, 0),
        ("shopper at Castle Street", 1, 1, 0, 0),
        ("bride who receives the list", 0, 1, 0, 0),
        ("wedding guest who pays", 1, 0, 0, 0),
        ("warehouse, served by buying", 0, 1, 0, 1),
        ("Mill Lane staff, served by IT", 0, 1, 0, 1),
        ("helpline, served by logistics", 0, 1, 0, 1),
        ("payroll clerk on staff discount", 1, 1, 0, 1),
        ("store manager who buys a gift", 1, 0, 0, 1),
        ("caterer, canteen contract", 1, 0, 1, 0),
        ("caterer's cooks", 0, 1, 1, 0),
        ("temp, sent by an agency", 0, 1, 1, 1),
        ("visitor who only looks", 0, 0, 0, 0),
        ("newsletter reader", 0, 0, 0, 0),
        ("landlord of the shop", 0, 0, 1, 0),
        ("colleague on parental leave", 0, 0, 0, 1),
        ("architect who orders for clients", 1, 0, 1, 0),
    ]
    return pd.DataFrame(rows, columns=["party", "buys", "uses", "b2b_or_professional", "same_org"])


def departments() -> pd.DataFrame:
    """Return how colleagues rate each department (1-5) and the CSAT (%) of its customers."""
    rows = [
        ("Logistics", 2.4, 58),
        ("Helpline", 2.9, 41),
        ("Buying", 3.6, 79),
        ("Castle Street", 4.3, 83),
        ("Northgate", 4.6, 90),
        ("Mill Lane", 2.9, 52),
        ("App team", 3.8, 79),
        ("Business desk", 4.1, 76),
        ("IT", 3.1, None),
        ("Payroll", 4.4, None),
    ]
    return pd.DataFrame(rows, columns=["department", "internal_score", "external_csat"])


def listening() -> pd.DataFrame:
    """Return how many items of feedback came in by each channel last quarter."""
    counts = {
        "survey": 2400,
        "interview": 24,
        "focus_group": 16,
        "complaint": 262,
        "review": 118,
        "social": 431,
        "transcript": 690,
        "ticket": 803,
        "purchase_history": 2010,
        "navigation": 5240,
        "churn_flag": 377,
        "newsletter_open": 1490,
        "gut_feeling": 35,
    }
    return pd.DataFrame(counts.items(), columns=["channel", "n"])


def swot_factors() -> pd.DataFrame:
    """Return the factors from a SWOT workshop with weights (1-5); two have no weight yet."""
    rows = [
        ("staff who know the goods", 1, 1, 4),
        ("refitted shops", 1, 1, 3),
        ("loyal business customers", 1, 1, 4),
        ("our plan for a repair service", 1, 1, 2),
        ("late deliveries", 1, 0, 5),
        ("long waits on the helpline", 1, 0, 4),
        ("old stock system", 1, 0, 3),
        ("new flats by the harbour", 0, 1, 4),
        ("fashion for mending", 0, 1, 3),
        ("offices furnish home workplaces", 0, 1, 3),
        ("Lark & Sons opens nearby", 0, 0, 4),
        ("parcel prices rise", 0, 0, 3),
        ("talk on social media", None, 1, 2),
        ("the weather", None, 0, 1),
    ]
    return pd.DataFrame(rows, columns=["factor", "inside", "helpful", "weight"])


def pest_factors() -> pd.DataFrame:
    """Return external factors with impact (1-5), likelihood (0-1) and direction."""
    rows = [
        ("city toll for vans", "political", 4, 0.6, "threat"),
        ("grant for town centres", "political", 3, 0.5, "opportunity"),
        ("interest rates up", "economic", 3, 0.7, "threat"),
        ("wages rise", "economic", 3, 0.8, "threat"),
        ("cheaper freight", "economic", 2, 0.4, "opportunity"),
        ("people work from home", "social", 4, 0.7, "opportunity"),
        ("smaller households", "social", 3, 0.6, "opportunity"),
        ("parcel lockers everywhere", "technological", 4, 0.7, "opportunity"),
        ("rivals' chat assistants", "technological", 3, None, "threat"),
        ("our old stock system", "technological", 5, 0.9, "internal"),
        ("right to repair", "legal", 3, 0.8, "opportunity"),
        ("stricter privacy law", "legal", 4, 0.5, "threat"),
        ("packaging tax", "environmental", 2, 0.9, "threat"),
    ]
    return pd.DataFrame(rows, columns=["factor", "cat", "impact", "likelihood", "direction"])


def objectives() -> pd.DataFrame:
    """Return the objectives that departments wrote down, good and bad."""
    rows = [
        ("Cut the median helpline wait by 10 % by September", "wait_min", 9.0, 8.1, "2026-09-01"),
        ("Be the best homeware shop in the region", None, None, None, None),
        ("Deliver 95 % of app orders on the promised day", "on_time_pct", 81, 95, "2026-12-31"),
        ("Raise the NPS to 20", "nps", 12, 20, None),
        ("Answer e-mails faster by August", "hours", None, 8, "2026-08-31"),
        ("Train 40 helpline staff", "trained", 40, 40, "2026-12-31"),
        ("Reach 75 % retention of Home customers", "retention_pct", 72, 77, "2026-03-31"),
        ("Halve complaints about late delivery", "complaints", 203, 100, "2027-03-31"),
        ("Delight 100 customers a day", None, None, 100, "2026-06-30"),
        ("Lift CSAT at Mill Lane", "csat_pct", 39, 60, "2026-06-01"),
        ("Win 15 business customers by October", "customers", 0, 15, "2026-10-31"),
        ("Live our values every day", None, None, None, "2026-12-31"),
    ]
    columns = ["objective", "metric", "baseline", "target", "deadline"]
    return pd.DataFrame(rows, columns=columns)


def scorecard() -> pd.DataFrame:
    """Return the measures of four perspectives; learning has no values yet."""
    rows = [
        ("finance", "margin_pct", 31.5, 34, 1, 0.35),
        ("finance", "cost_per_order_eur", 6.2, 5.5, 0, 0.35),
        ("customer", "csat_pct", 66, 75, 1, 0.3),
        ("customer", "complaints_per_1000", 66, 40, 0, 0.3),
        ("customer", "retention_pct", 72, 77, 1, 0.3),
        ("internal", "on_time_pct", 81, 95, 1, 0.2),
        ("internal", "median_wait_min", 7.9, 6, 0, 0.2),
        ("internal", "first_contact_pct", 42, 70, 1, 0.2),
        ("internal", "orders_without_error_pct", 98, 80, 1, 0.2),
        ("learning", "training_hours", None, 16, 1, 0.15),
        ("learning", "ideas_tried", None, 12, 1, 0.15),
    ]
    columns = ["perspective", "measure", "actual", "target", "higher", "weight"]
    return pd.DataFrame(rows, columns=columns)


def value_ratings() -> pd.DataFrame:
    """Return ratings (1-10) of us and of Lark & Sons on each attribute, and how important it is."""
    rows = [
        ("range and quality", 26, 8.4, 7.9),
        ("delivery", 24, 6.2, 8.1),
        ("advice in the shop", 16, 8.6, 6.4),
        ("help afterwards", 14, 5.8, 7.3),
        ("shop and app", 10, 7.9, 7.2),
        ("image", 6, 7.7, 6.9),
        ("repairs", 4, 7.1, None),
    ]
    return pd.DataFrame(rows, columns=["attr", "weight", "us", "rival"])


def waits() -> pd.DataFrame:
    """Return minutes waited on the helpline before and after the new rota."""
    random = stream("waits")
    before = 9.5 * np.exp(random.normal(0, 0.55, 330))
    after = 7.9 * np.exp(random.normal(0, 0.55, 310))
    after[random.choice(310, 9, replace=False)] = random.uniform(60, 150, 9)
    minutes = np.concatenate([before, after]).round(1)
    table = pd.DataFrame({"period": ["before"] * 330 + ["after"] * 310, "minutes": minutes})
    return blank_out(table, {"minutes": 0.04}, random)


def projects() -> pd.DataFrame:
    """Return the projects proposed to the board: cost, reach and expected benefit.

    ``reach`` is in customers a year; the gains are in CSAT points (0-100) at that touchpoint.
    """
    rows = [
        ("own vans", 390_000, "delivery", 9_400, 12, 24),
        ("call-back service", 240_000, "helpline", 6_100, 15, 30),
        ("new app checkout", 310_000, "checkout", 11_800, 2, 7),
        ("refit of Mill Lane", 400_000, "shop visit", 7_300, 3, 9),
    ]
    columns = ["project", "cost", "touchpoint", "reach", "gain_low", "gain_high"]
    return pd.DataFrame(rows, columns=columns)
