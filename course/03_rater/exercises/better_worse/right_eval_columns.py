"""Computes both columns at once and zips them."""


def better_worse(counts):
    base = counts["A"] + counts["O"] + counts["M"] + counts["I"]
    base = base.where(base > 0)
    better = ((counts["A"] + counts["O"]) / base).tolist()
    worse = (-(counts["O"] + counts["M"]) / base).tolist()
    return {name: [b, w] for name, b, w in zip(counts["feature"], better, worse)}
