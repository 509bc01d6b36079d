"""Any survey: segments of any name, two ratings from 1 to 5, either of them or both blank."""

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

rating = ratings(1, 5)


def surveys(expect, perform, extra_blanks=True):
    """Draw surveys of one to four segments."""
    columns = {"segment": names(), "expect": expect, "perform": perform}
    return tables(columns, rows=(1, 9), extra_blanks=extra_blanks)


plain = surveys(rating, rating, extra_blanks=False)
CONTRACT = Contract(
    inputs={
        "plain": st.tuples(plain),
        "half_pairs": st.tuples(surveys(blanks(rating), blanks(rating))),
        "nobody_expected": st.tuples(surveys(blank(), blanks(rating))),
        "nobody_judged": st.tuples(surveys(blanks(rating), blank())),
        "empty": st.tuples(plain.map(empty)),
    },
    tests={
        "satisfaction_bands_values": ("plain",),
        "satisfaction_bands_blanks": ("half_pairs", "nobody_expected", "nobody_judged", "empty"),
    },
)
