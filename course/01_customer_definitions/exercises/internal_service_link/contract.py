"""Any departments: scores with many ties, blanks, too few departments, a column of equal values."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import (
    NAMES,
    Contract,
    blank,
    blanks,
    empty,
    numbers,
    ratings,
    tables_of,
    ties,
)

SCORES = ["internal_score", "external_csat"]
department = st.sampled_from(NAMES)
inside = st.one_of(numbers(1, 5, 1), ratings(1, 5))
outside = st.one_of(numbers(0, 100, 1), st.integers(0, 100), st.sampled_from([70, 75.5, 80]))


def departments(internal, external, rows, *, holes=False):
    """Draw departments with these scores."""
    name = blanks(department) if holes else department
    row = st.fixed_dictionaries(
        {"department": name, "internal_score": internal, "external_csat": external}
    )
    once = lambda one: one["department"]
    drawn = st.lists(row, min_size=rows[0], max_size=rows[1], unique_by=once)
    return tables_of(drawn, ["department", *SCORES], extra_blanks=holes)


def vary(table):
    """Tell whether both scores vary."""
    return all(table[score].nunique() > 1 for score in SCORES)


plain = departments(inside, outside, (3, 8)).filter(vary)
CONTRACT = Contract(
    inputs={
        "plain": st.tuples(plain),
        "blanks": st.tuples(departments(blanks(inside), blanks(outside), (3, 9), holes=True)),
        "few": st.tuples(departments(inside, outside, (1, 3), holes=True)),
        "equal": st.tuples(departments(ties(inside, 1), outside, (3, 6), holes=True)),
        "equal_outside": st.tuples(departments(inside, ties(outside, 1), (3, 6), holes=True)),
        "unscored": st.tuples(departments(blanks(inside), blank(), (1, 4), holes=True)),
        "empty": st.tuples(plain.map(empty)),
    },
    tests={
        "internal_service_link_values": ("plain",),
        "internal_service_link_blanks": (
            "blanks",
            "few",
            "equal",
            "equal_outside",
            "unscored",
            "empty",
        ),
    },
)
