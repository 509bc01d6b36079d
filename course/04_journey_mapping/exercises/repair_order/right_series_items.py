"""Works with a Series indexed by touchpoint."""

import pandas as pd


def repair_order(scores, target):
    series = scores.set_index("touchpoint").sort_index()
    lack = ((target - series["csat"]) * series["visits"] / 100).where(series["csat"] < target, 0)
    lack = lack[series["csat"].notna()].sort_values(ascending=False, kind="mergesort").round(1)
    return pd.Series(
        {"ranked": list(lack.items()), "unscored": list(series.index[series["csat"].isna()])}
    )
