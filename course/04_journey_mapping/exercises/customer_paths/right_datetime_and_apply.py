"""Turns the text into times and applies a helper to each customer."""

import pandas as pd


def one_path(stages):
    stages = list(stages)
    kept = [stages[0]]
    for stage in stages[1:]:
        if stage != kept[-1]:
            kept.append(stage)
    return ">".join(kept)


def customer_paths(log):
    work = log.copy()
    work["ts"] = pd.to_datetime(work["ts"])
    work = work[~work["ts"].isnull()]
    if work.empty:
        return {}
    work = work.reset_index(drop=True)
    work["place"] = work.index
    work = work.sort_values(["customer_id", "ts", "place"])
    return work.groupby("customer_id")["stage"].apply(one_path)
