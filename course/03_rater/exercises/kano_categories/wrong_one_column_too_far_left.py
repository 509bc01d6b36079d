"""Your function looks one column too far to the left: position 0 − 1 is the last column. Subtract 1 from the answer in "dysf", as from the one in "func".

Fails: kano_categories_values, kano_categories_ties
"""


def kano_categories(answers):
    KANO = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
    out = {}
    for f in answers["feature"].unique():
        c = answers[answers["feature"] == f].dropna(subset=["func", "dysf"])
        cats = [KANO[int(u) - 1][int(d) - 2] for u, d in zip(c["func"], c["dysf"])]
        out[f] = max("MOAIRQ", key=cats.count) if cats else None
    return out
