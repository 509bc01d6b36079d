"""One to six needs in any order, from 0 to 100 per cent; equal shares, and one need alone."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, numbers, ties

NEEDS = ["advice", "choice", "gifts", "price", "Price", "repair", "returns", "speed"]
# A share of a hair is a bar that nobody sees.
share = st.one_of(numbers(2, 100, 1), st.just(0.0))


def shares(share, fewest=2, most=6):
    """Draw needs in any order with their shares, at least one of which can be seen."""
    drawn = st.lists(
        st.tuples(st.sampled_from(NEEDS), share), min_size=fewest, max_size=most, unique_by=first
    )
    return st.tuples(drawn.filter(lambda pairs: any(one for _, one in pairs)).map(dict))


def first(pair):
    """Return the need of a pair."""
    return pair[0]


CONTRACT = Contract(
    inputs={
        "plain": shares(share),
        "ties": shares(ties(share)),
        "high": shares(numbers(88, 100, 1)),
        "one": shares(numbers(2, 100, 1), fewest=1, most=1),
    },
    tests={
        "need_chart_bars": ("plain", "ties", "one"),
        "need_chart_reading_aids": ("plain", "high", "one"),
    },
)
