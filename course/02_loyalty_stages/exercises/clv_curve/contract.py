"""Any margin and rate, and two to six retentions below 1 + rate, none twice and in any order."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, numbers


@st.composite
def curves(draw, rate, highest):
    """Draw a margin, a rate, and retentions that stay clear of 1 + rate."""
    chosen = draw(rate)
    most = min(highest, 1 + chosen - 0.1)
    some = numbers(0.05, most, 2)
    retentions = draw(st.lists(some, min_size=2, max_size=6, unique=True))
    return draw(numbers(5, 400, 2)), chosen, retentions


CONTRACT = Contract(
    inputs={
        "plain": curves(numbers(0.05, 0.4, 2), 0.95),
        "no_rate": curves(st.just(0.0), 0.9),
        "above_one": curves(numbers(0.3, 0.5, 2), 1.2),
    },
    tests={
        "clv_curve_line": ("plain", "no_rate", "above_one"),
        "clv_curve_reading_aids": ("plain", "no_rate", "above_one"),
    },
)
