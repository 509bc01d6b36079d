"""The gaps of five dimensions in any order, with or without the total, of one sign or of both."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, numbers

# A gap of a hair is a bar that nobody sees.
below, above = numbers(-4, -0.1, 2), numbers(0.1, 4, 2)
gap = st.one_of(below, above, st.just(0.0))


@st.composite
def gaps(draw, gap, *, total=True):
    """Draw the dimensions in any order with their gaps, at least one of which can be seen."""
    letters = draw(st.permutations("RATES"))
    drawn = {letter: draw(gap) for letter in letters}
    if not any(drawn.values()):
        drawn[letters[0]] = 0.5
    if total:
        drawn["total"] = round(sum(drawn.values()) / 5, 3)
    names = draw(st.permutations(list(drawn)))
    return ({name: drawn[name] for name in names},)


CONTRACT = Contract(
    inputs={
        "plain": gaps(gap, total=False),
        "total": gaps(gap),
        "negative": gaps(below),
        "positive": gaps(above),
        "large": gaps(st.one_of(numbers(-6, -4, 2), numbers(4, 6, 2))),
    },
    tests={
        "gap_chart_bars": ("plain", "total", "large"),
        "gap_chart_reading_aids": ("plain", "negative", "positive", "large"),
    },
)
