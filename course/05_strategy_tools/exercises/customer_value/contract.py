"""Any ratings and prices: blanks, any sum of weights, and ratios that are close to each other."""

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
)

rating = st.one_of(ratings(1, 10), numbers(1, 10, 1))
weight = st.one_of(st.integers(1, 60), numbers(0.5, 60, 1))
price = st.one_of(st.integers(20, 150), numbers(5, 150))


def quality(table):
    """Return the quality ratio of a table."""
    known = table.dropna(subset=["us", "rival"])
    ratios = known["weight"] * known["us"] / known["rival"]
    return float(ratios.sum() / known["weight"].sum()) if len(known) else 1.0


def clear(arguments):
    """Tell whether neither ratio lies half-way between two numbers of three decimals."""
    table, ours, theirs = arguments
    ratios = quality(table), ours / theirs
    return all(abs(1000 * ratio % 1 - 0.5) > 1e-6 for ratio in ratios)


def offers(us, rival, rows=(1, 7), extra_blanks=True):
    """Draw ratings."""
    columns = {"attr": st.sampled_from(NAMES), "weight": weight, "us": us, "rival": rival}
    once = lambda one: one["attr"]
    row = st.fixed_dictionaries(columns)
    drawn = st.lists(row, min_size=rows[0], max_size=rows[1], unique_by=once)
    return tables_of(drawn, list(columns), extra_blanks=extra_blanks)


def close(table):
    """Draw prices whose ratio is close to the quality ratio."""
    ratio = quality(table)
    pair = st.tuples(st.sampled_from([50, 100, 99.5]), st.integers(-12, 12))
    return pair.map(lambda one: (table, round(ratio * one[0] + one[1] / 100, 2), one[0]))


def level(table):
    """Return prices whose ratio is the quality ratio of three decimals."""
    return table, round(round(quality(table), 3) * 50, 2), 50


plain = offers(rating, rating, extra_blanks=False)
holes = offers(blanks(rating), blanks(rating))
CONTRACT = Contract(
    inputs={
        "plain": st.tuples(plain, price, price).filter(clear),
        "gaps": st.tuples(holes, price, price).filter(clear),
        "close": holes.flatmap(close).filter(clear),
        "level": holes.map(level).filter(clear),
        "unknown": st.tuples(offers(blank(), blanks(rating), (1, 3)), price, price).filter(clear),
        "unrivalled": st.tuples(offers(blanks(rating), blank(), (1, 3)), price, price).filter(
            clear
        ),
        "empty": st.tuples(plain.map(empty), price, price).filter(clear),
    },
    tests={
        "customer_value_values": ("plain",),
        "customer_value_gaps": ("gaps", "close", "level", "unknown", "unrivalled", "empty"),
    },
)
