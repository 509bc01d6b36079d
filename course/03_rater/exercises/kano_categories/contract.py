"""Any features and pairs of answers from 1 to 5, in any order; ties, half pairs, no pair at all."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import (
    Contract,
    blank,
    blanks,
    empty,
    names,
    ratings,
    tables,
)

SOLUTION_TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
FEATURES = names(["chat", "chat bot", "bill", "e-bill", "gift", "Gift", "10"])
answer = ratings(1, 5)


def pairs(func, dysf, rows=(1, 9), **more):
    """Draw answers of people to features."""
    columns = {"resp": st.integers(1, 6), "feature": FEATURES, "func": func, "dysf": dysf}
    return tables(columns, rows, **more)


def has_winner(table):
    """Tell whether one category is the most frequent in each feature."""
    found = [SOLUTION_TABLE[func - 1][dysf - 1] for func, dysf in zip(table["func"], table["dysf"])]
    for _, letters in table.assign(found=found).groupby("feature")["found"]:
        counts = letters.value_counts()
        if (counts == counts.max()).sum() > 1:
            return False
    return True


CONTRACT = Contract(
    inputs={
        "clear": st.tuples(pairs(answer, answer).filter(has_winner)),
        "ties": st.tuples(pairs(answer, answer, rows=(2, 9))),
        "blanks": st.tuples(pairs(blanks(answer), blanks(answer), extra_blanks=True)),
        "half_pairs": st.tuples(pairs(answer, blank(), rows=(1, 3))),
        "empty": st.tuples(pairs(answer, answer).map(empty)),
    },
    tests={
        "kano_categories_values": ("clear",),
        "kano_categories_ties": ("ties", "blanks", "half_pairs", "empty"),
    },
)
