"""Your function leaves out a feature with a base of 0. Keep it, with two missing values (NaN).

Fails: better_worse_empty_base
"""


def better_worse(counts):
    t = counts.set_index("feature")
    n = t[list("AOMI")].sum(axis=1)
    return {f: [(t.A + t.O)[f] / n[f], -(t.O + t.M)[f] / n[f]] for f in t.index if n[f] > 0}
