"""Pivots people by dimensions, blanks kept."""

import numpy as np


def servqual_gaps(pairs):
    table = pairs.assign(gap=pairs["P"] - pairs["E"])
    person = table.pivot_table(
        index="resp", columns="dim", values="gap", aggfunc="mean", dropna=False
    )
    result = {dim: person[dim].mean() for dim in person.columns}
    result["total"] = person.mean(axis=1).mean() if len(person) else np.nan
    return result
