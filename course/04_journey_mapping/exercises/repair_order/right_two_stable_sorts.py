"""Sorts by name, then stably by shortfall."""

import numpy as np


def repair_order(scores, target):
    table = scores.copy()
    table["gap"] = np.maximum(0, target - table["csat"])
    table["missing"] = table["visits"] * table["gap"] / 100
    known = table[table["csat"].notna()].sort_values("touchpoint")
    known = known.sort_values("missing", ascending=False, kind="stable")
    unknown = table[table["csat"].isna()].sort_values("touchpoint")
    return {
        "ranked": known[["touchpoint", "missing"]].values.tolist(),
        "unscored": unknown["touchpoint"].tolist(),
    }
