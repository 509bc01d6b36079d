"""Your function never counts questionable pairs (Q). If most pairs contradict themselves, that is the result, and a sign that the questions were unclear.

Fails: kano_categories_values
"""


def kano_categories(answers):
    KANO = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
    out = {}
    for f in answers["feature"].unique():
        c = answers[answers["feature"] == f].dropna(subset=["func", "dysf"])
        cats = [KANO[int(u) - 1][int(d) - 1] for u, d in zip(c["func"], c["dysf"])]
        cats = [x for x in cats if x != "Q"]
        out[f] = max("MOAIRQ", key=cats.count) if cats else None
    return out
