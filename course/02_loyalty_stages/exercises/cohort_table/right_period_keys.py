"""Counts with monthly periods, which are the keys as well."""

import pandas as pd


def cohort_table(orders):
    if orders.empty:
        return {}
    table = orders.assign(month=pd.PeriodIndex(orders["date"], freq="M"))
    table["cohort"] = table.groupby("customer_id")["month"].transform("min")
    last, result = table["month"].max(), {}
    for cohort, part in table.groupby("cohort"):
        size = part["customer_id"].nunique()
        result[cohort] = {}
        for k in range((last - cohort).n + 1):
            here = part[part["month"] == cohort + k]
            result[cohort][k] = 100 * here["customer_id"].nunique() / size
    return result
