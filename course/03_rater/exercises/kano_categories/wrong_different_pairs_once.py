"""Your function counts equal pairs only once. Two people who answer alike are still two people.

Fails: kano_categories_values
"""


def kano_categories(answers):
    KANO = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
    out = {}
    for f in answers["feature"].unique():
        c = (
            answers[answers["feature"] == f]
            .dropna(subset=["func", "dysf"])
            .drop_duplicates(["func", "dysf"])
        )
        cats = [KANO[int(u) - 1][int(d) - 1] for u, d in zip(c["func"], c["dysf"])]
        out[f] = max("MOAIRQ", key=cats.count) if cats else None
    return out
