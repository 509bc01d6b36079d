"""Means of P and E over the same pairs, and their difference."""


def servqual_gaps(pairs):
    means = pairs.dropna().groupby(["resp", "dim"])[["P", "E"]].mean()
    person = (means["P"] - means["E"]).unstack()
    result = person.mean().reindex(pairs["dim"].unique())
    result["total"] = person.mean(axis=1).mean()
    return result.round(3)
