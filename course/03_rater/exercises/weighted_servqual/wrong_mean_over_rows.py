"""Your function averages the weighted gaps of all rows at once. Add them up within each person first, then average over people.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    t = weights.groupby("resp")["points"].transform("sum")
    ok = weights[t == 100]
    return {
        "score": (ok["points"] / 100 * ok["gap"]).mean(),
        "rejected": weights.loc[t != 100, "resp"].nunique(),
    }
