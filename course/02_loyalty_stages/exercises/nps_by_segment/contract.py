"""Any survey: segments of any name, answers from 0 to 10 or blank, now and then one out of range."""

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

COLUMNS = ["segment", "nps"]
answer = ratings(0, 10)
clear = st.sampled_from([10, 9, 7, 5, 3, 2])  # answers whose group is not in question
outside = st.sampled_from([-1, 11, -10, 12, 100])


def answers(nps, most=9):
    """Draw the answers of a survey."""
    row = st.fixed_dictionaries({"segment": names(), "nps": nps})
    return st.lists(row, min_size=1, max_size=most)


with_faults = st.tuples(answers(blanks(clear)), answers(outside, most=2)).map(
    lambda two: [*two[0], *two[1]]
)

CONTRACT = Contract(
    inputs={
        "plain": st.tuples(tables_of(answers(answer), COLUMNS, numbered=False)),
        "blanks": st.tuples(tables_of(answers(blanks(clear, 3)), COLUMNS, extra_blanks=True)),
        "unanswered": st.tuples(tables_of(answers(blank(), most=3), COLUMNS)),
        "empty": st.tuples(tables_of(answers(clear), COLUMNS).map(empty)),
        "out_of_range": st.tuples(tables_of(with_faults, COLUMNS, shuffled=True)),
    },
    tests={
        "nps_by_segment_values": ("plain",),
        "nps_by_segment_faults": ("blanks", "unanswered", "empty", "out_of_range"),
    },
    raises={"out_of_range": ValueError},
)
