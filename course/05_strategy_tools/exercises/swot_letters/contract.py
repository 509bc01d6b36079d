"""Any factors, each once; either question or both may be open; a factor listed twice is a fault."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import (
    NAMES,
    Contract,
    blank,
    blanks,
    empty,
    tables_of,
)

FACTORS = (*NAMES, "our_app_plan", "our plans", "new_rival", "loyal base", "brand_buzz")
COLUMNS = ["factor", "inside", "helpful", "weight"]
answer = st.sampled_from([0, 1])
weight = st.integers(1, 5)


def factors(inside, helpful, twice=0, times=1, weight=blanks(weight)):
    """Draw factors, so many of them once or twice more, with the same answers or others."""

    def row(name):
        columns = {"factor": st.just(name), "inside": inside, "helpful": helpful}
        return st.fixed_dictionaries(columns | {"weight": weight})

    def rows(names):
        return st.tuples(*[row(name) for name in [*names, *times * names[:twice]]])

    names = st.lists(st.sampled_from(FACTORS), min_size=max(1, twice), max_size=8, unique=True)
    drawn = names.flatmap(rows)
    return tables_of(drawn, COLUMNS, shuffled=True)


def listed_twice(inside, helpful):
    """Draw factors, one to three of them twice or three times."""
    many = st.tuples(st.integers(1, 3), st.integers(1, 2))
    return many.flatmap(lambda two: factors(inside, helpful, *two))


plain = factors(answer, answer, weight=weight)
CONTRACT = Contract(
    inputs={
        "plain": st.tuples(plain),
        "inside_open": st.tuples(factors(blanks(answer), answer, weight=weight)),
        "open": st.tuples(factors(blanks(answer), blanks(answer))),
        "all_open": st.tuples(factors(blanks(answer), blank())),
        "twice": st.tuples(listed_twice(answer, answer)),
        "open_twice": st.tuples(listed_twice(blanks(answer, 2), blanks(answer, 2))),
        "empty": st.tuples(plain.map(empty)),
    },
    tests={
        "swot_letters_values": ("plain", "inside_open"),
        "swot_letters_unclear": ("open", "all_open", "twice", "open_twice", "empty"),
    },
    raises={"twice": ValueError, "open_twice": ValueError},
)
