"""Your function never counts questionable pairs (Q). If most pairs contradict themselves, that is the result, and a sign that the questions were unclear.

Fails: kano_categories_values
"""

KANO_TABLE = [
    "QAAAO",
    "RIIIM",
    "RIIIM",
    "RIIIM",
    "RRRRQ",
]


def kano_categories(answers):
    result = dict.fromkeys(answers["feature"].unique())
    complete = answers.dropna(subset=["func", "dysf"])
    for feature, pairs in complete.groupby("feature"):
        found = [
            KANO_TABLE[int(func) - 1][int(dysf) - 1]
            for func, dysf in zip(pairs["func"], pairs["dysf"])
        ]
        result[feature] = max("MOAIR", key=found.count)
    return result
