"""Any survey: stores of any name, ratings from 1 to 5 or blank, rows and columns in any order."""

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

store, csat = names(), ratings(1, 5)
surveys = tables({"store": store, "csat": csat})
with_blanks = tables({"store": store, "csat": blanks(csat)}, extra_blanks=True)
unrated = tables({"store": store, "csat": blank()}, rows=(1, 3))

CONTRACT = Contract(
    inputs={
        "plain": st.tuples(surveys),
        "blanks": st.tuples(with_blanks),
        "unrated": st.tuples(unrated),
        "empty": st.tuples(surveys.map(empty)),
    },
    tests={
        "csat_by_store_values": ("plain",),
        "csat_by_store_empty_groups": ("blanks", "unrated", "empty"),
    },
)
