"""Your function compares performance directly with importance to decide whether it is low. They measure different things: compare each with its own mean.

Fails: ipa_quadrants_values, ipa_quadrants_on_the_line
"""


def ipa_quadrants(attributes):
    d = attributes.dropna(subset=["imp", "perf"])
    out = {}
    for a, i, p in zip(d["attr"], d["imp"], d["perf"]):
        hi = i >= d["imp"].mean()
        out[a] = (
            ("concentrate" if p < i else "keep_up")
            if hi
            else ("low_priority" if p < i else "overkill")
        )
    return out
