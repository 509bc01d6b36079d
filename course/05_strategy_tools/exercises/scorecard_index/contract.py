"""Any scorecard: perspectives of one or several measures, values on, beside and past the cap."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import (
    NAMES,
    Contract,
    blank,
    blanks,
    empty,
    numbers,
    tables_of,
)

COLUMNS = ["perspective", "measure", "actual", "target", "higher", "weight"]
target = st.one_of(st.integers(1, 100), numbers(0.5, 60, 1))
above_0 = st.one_of(st.integers(1, 100), numbers(0.5, 90, 1))
actual = st.one_of(above_0, st.just(0))
WEIGHTS = [0.1, 0.2, 0.25, 0.25, 0.3, 0.4, 1]


def scorecards(actual, target=target, rows=(1, 8), fewest=1, extra_blanks=True, names=NAMES):
    """Draw the measures of up to four perspectives, each with its weight."""

    def measures(weights):
        row = st.fixed_dictionaries(
            {
                "perspective": st.sampled_from(list(weights)),
                "measure": st.sampled_from(NAMES),
                "actual": actual,
                "target": target,
                "higher": st.sampled_from([0, 1]),
            }
        )
        weighed = row.map(lambda one: one | {"weight": weights[one["perspective"]]})
        once = lambda one: one["measure"]
        return st.lists(weighed, min_size=rows[0], max_size=rows[1], unique_by=once)

    perspectives = st.dictionaries(
        st.sampled_from(names), st.sampled_from(WEIGHTS), min_size=fewest, max_size=4
    )
    return tables_of(perspectives.flatmap(measures), COLUMNS, extra_blanks=extra_blanks)


plain = scorecards(above_0, extra_blanks=False)
rarely = st.one_of(blank(), blank(), blank(), actual)
MIXED = ("care", "Cash", "cash", "Reach", "reach", "growth")  # capitals come first
on_the_cap = st.sampled_from([9.9, 10, 10.1, 11.9, 12, 12.1, 14.4])
CONTRACT = Contract(
    inputs={
        "plain": st.tuples(plain),
        "cap": st.tuples(scorecards(on_the_cap, on_the_cap, extra_blanks=False)),
        "zero": st.tuples(scorecards(st.sampled_from([0, 0, 5, 12]))),
        "holes": st.tuples(scorecards(blanks(actual, 2))),
        "several_missing": st.tuples(scorecards(rarely, rows=(4, 8), fewest=3)),
        "capitals": st.tuples(scorecards(rarely, rows=(3, 8), fewest=3, names=MIXED)),
        "nothing": st.tuples(scorecards(blank(), rows=(1, 3))),
        "empty": st.tuples(plain.map(empty)),
    },
    tests={
        "scorecard_index_values": ("plain", "cap"),
        "scorecard_index_missing": (
            "zero",
            "holes",
            "several_missing",
            "capitals",
            "nothing",
            "empty",
        ),
    },
)
