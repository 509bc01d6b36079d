"""Your function returns an empty text for a feature without a complete pair. Return None there.

Fails: kano_categories_ties
"""


def kano_categories(answers):
    KANO = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
    out = {}
    for f in answers["feature"].unique():
        c = answers[answers["feature"] == f].dropna(subset=["func", "dysf"])
        cats = [KANO[int(u) - 1][int(d) - 1] for u, d in zip(c["func"], c["dysf"])]
        out[f] = max("MOAIRQ", key=cats.count) if cats else ""
    return out
