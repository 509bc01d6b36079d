"""Your function returns the full names of the categories. The task asks for the letters M, O, A, I, R and Q.

Fails: kano_categories_values, kano_categories_ties
"""

NAMES = {
    "M": "Must-be",
    "O": "One-dimensional",
    "A": "Attractive",
    "I": "Indifferent",
    "R": "Reverse",
    "Q": "Questionable",
}
KANO_TABLE = [
    "QAAAO",
    "RIIIM",
    "RIIIM",
    "RIIIM",
    "RRRRQ",
]


def kano_categories(answers):
    result = dict.fromkeys(answers["feature"].unique())
    for feature, pairs in answers.dropna(subset=["func", "dysf"]).groupby("feature"):
        found = [
            KANO_TABLE[int(func) - 1][int(dysf) - 1]
            for func, dysf in zip(pairs["func"], pairs["dysf"])
        ]
        result[feature] = NAMES[max("MOAIRQ", key=found.count)]
    return result
