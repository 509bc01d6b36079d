"""Pivots people by month and takes means of flags."""

import pandas as pd


def cohort_table(orders):
    if len(orders) == 0:
        return {}
    months = pd.to_datetime(orders["date"]).dt.to_period("M")
    calendar = pd.period_range(months.min(), months.max(), freq="M")
    flags = pd.crosstab(orders["customer_id"], months).clip(upper=1)
    flags = flags.reindex(columns=calendar, fill_value=0)
    start = flags.idxmax(axis=1)
    result = {}
    for cohort in sorted(start.unique()):
        rows = flags[start == cohort]
        shares = rows.loc[:, cohort:].mean() * 100
        result[cohort.strftime("%Y-%m")] = dict(enumerate(shares))
    return result
