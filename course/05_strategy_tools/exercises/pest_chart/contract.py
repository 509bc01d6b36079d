"""Balances in any order: all four categories or some of them, other keys, one sign or both."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, numbers

PEST = ["political", "economic", "social", "technological"]
OTHERS = {"total": 3.5, "left_out": ["our vans"], "legal": -2.0, "econ": 1.5}
# An effect of a hair is a bar that nobody sees.
below, above = numbers(-9, -0.25, 2), numbers(0.25, 9, 2)
effect = st.one_of(below, above, st.just(0))


@st.composite
def balances(draw, effect, *, fewest=4, others=False):
    """Draw categories with their effects, at least one of which can be seen."""
    names = draw(st.lists(st.sampled_from(PEST), min_size=fewest, max_size=4, unique=True))
    drawn = {name: draw(effect) for name in names}
    if not any(drawn.values()):
        drawn[names[0]] = 2.5
    if others:
        more = st.lists(st.sampled_from(sorted(OTHERS)), min_size=1, max_size=3, unique=True)
        drawn |= {name: OTHERS[name] for name in draw(more)}
    order = draw(st.permutations(list(drawn)))
    return ({name: drawn[name] for name in order},)


CONTRACT = Contract(
    inputs={
        "plain": balances(effect),
        "absent": balances(effect, fewest=1),
        "others": balances(effect, fewest=2, others=True),
        "threats": balances(below),
        "opportunities": balances(above),
    },
    tests={
        "pest_chart_bars": ("plain", "absent", "others"),
        "pest_chart_reading_aids": ("plain", "threats", "opportunities", "absent"),
    },
)
