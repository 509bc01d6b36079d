"""Merges each contact with the one before by rank."""

import numpy as np


def seamless_switches(contacts):
    now = contacts.copy()
    now["rank"] = now.groupby("case_id")["ts"].rank()
    before = now[["case_id", "rank", "channel"]].assign(rank=now["rank"] + 1)
    both = now.merge(before, on=["case_id", "rank"], suffixes=("", "_before"))
    both = both.loc[both["channel"] != both["channel_before"]]
    yes, no = (both["repeated"] == 1).sum(), (both["repeated"] == 0).sum()
    return {"switches": both.shape[0], "seamless": 100 * no / (yes + no) if yes + no else np.nan}
