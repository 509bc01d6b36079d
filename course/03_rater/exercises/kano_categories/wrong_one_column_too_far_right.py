"""Your function looks one column too far to the right. Positions count from 0, so subtract 1 from the answer in "dysf" as well.

Fails: kano_categories_values, kano_categories_ties
"""

KANO_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def kano_categories(answers):
    d = answers.dropna(subset=["func", "dysf"])
    out = dict.fromkeys(answers["feature"])
    for f, g in d.groupby("feature"):
        v = [KANO_TABLE[int(a) - 1][int(b) % 5] for a, b in zip(g["func"], g["dysf"])]
        out[f] = max("MOAIRQ", key=v.count)
    return out
