"""The synthetic company: a seeded generator for every table that the lessons use.

Hollin & Reed sells homeware in six shops, in an app and by telephone, and has a
small business-to-business arm. The company and every person in it are invented.
The tables are consistent: somebody who complains in one has ordered in another.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from grading_helpers.instructor.company import (
    cases,
    features,
    journeys,
    people,
    quality,
    strategy,
    surveys,
    trade,
    words,
)

MAKERS: tuple[Callable[[], pd.DataFrame], ...] = (
    people.customers,
    trade.orders,
    trade.app_orders,
    trade.crm,
    trade.referrals,
    trade.members,
    trade.offers,
    trade.segments,
    trade.personas,
    surveys.survey,
    surveys.popup_survey,
    quality.servqual,
    quality.servqual_points,
    features.kano,
    features.kano_last_year,
    quality.attributes,
    journeys.touchpoints,
    journeys.emotions,
    journeys.touchpoint_scores,
    cases.complaints,
    cases.contacts,
    cases.deliveries,
    words.mentions,
    words.reviews,
    strategy.parties,
    strategy.departments,
    strategy.listening,
    strategy.swot_factors,
    strategy.pest_factors,
    strategy.objectives,
    strategy.scorecard,
    strategy.value_ratings,
    strategy.waits,
    strategy.projects,
)
TABLES = {f"{make.__name__}.csv": make for make in MAKERS}


def csv_text(table: pd.DataFrame) -> str:
    """Return the table as CSV, with whole numbers without a decimal point and LF line endings."""
    text = table.copy()
    for column in text.select_dtypes("float"):
        if (text[column].dropna() % 1 == 0).all():
            text[column] = text[column].astype("Int64")
    return str(text.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d"))
