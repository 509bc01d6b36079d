"""Drops measures without a value, then loops over perspectives."""

import pandas as pd


def scorecard_index(measures):
    known = measures[measures["actual"].notna()]
    total, weights, missing = 0.0, 0.0, []
    for name in sorted(set(measures["perspective"])):
        here = known[known["perspective"] == name]
        if here.empty:
            missing.append(name)
            continue
        scores = []
        for _, row in here.iterrows():
            if row["higher"]:
                score = row["actual"] / row["target"] * 100
            else:
                score = row["target"] / row["actual"] * 100 if row["actual"] > 0 else 120
            scores.append(min(score, 120))
        total += here["weight"].iloc[0] * sum(scores) / len(scores)
        weights += here["weight"].iloc[0]
    return pd.Series(
        {"index": round(total / weights, 1) if weights else float("nan"), "missing": missing},
        dtype=object,
    )
