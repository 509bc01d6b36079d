"""Any people, dimensions and statements; some half-filled, some skipped, some answered by nobody."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import (
    Contract,
    blank,
    blanks,
    empty,
    names,
    ratings,
    tables_of,
)

KEYS = ("resp", "dim", "item")


def pairs(expected, perceived, fewest=1, most=9):
    """Draw statements, none of them twice for one person, with both answers."""
    statement = {
        "resp": st.sampled_from([1, 2, 3, 7, 12]),
        "dim": names(["R", "A", "T", "E", "S", "Price", "Price level"]),
        "item": st.integers(1, 22),
    }
    row = st.fixed_dictionaries(statement | {"E": expected, "P": perceived})
    once = lambda one: tuple(one[key] for key in KEYS)
    rows = st.lists(row, min_size=fewest, max_size=most, unique_by=once)
    return st.tuples(tables_of(rows, [*KEYS, "E", "P"]))


answer = ratings(1, 7)
CONTRACT = Contract(
    inputs={
        "plain": pairs(answer, answer),
        "half_filled": pairs(blanks(answer), blanks(answer), fewest=2),
        "unanswered": pairs(blank(), blanks(answer), most=3),
        "empty": pairs(answer, answer).map(lambda given: (empty(given[0]),)),
    },
    tests={
        "servqual_gaps_values": ("plain",),
        "servqual_gaps_missing_answers": ("half_filled", "unanswered", "empty"),
    },
)
