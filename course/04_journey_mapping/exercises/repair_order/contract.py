"""Any touchpoints: ties, near ones, no visits, scores missing or above the target, any target."""

from fractions import Fraction

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import (
    Contract,
    blank,
    blanks,
    empty,
    numbers,
    tables_of,
    ties,
)

COLUMNS = ["touchpoint", "visits", "csat"]
TOUCHPOINTS = (
    *("app", "app store", "till", "tills", "advert", "Website", "website", "delivery"),
    *("helpline", "bill", "10", "9"),
)
visits, target = st.integers(1, 3000), st.sampled_from([60, 70, 80, 87.5, 90])
csat = st.one_of(numbers(0, 100, 1), st.integers(0, 100), st.sampled_from([60, 70, 80, 90]))


def touchpoints(measures, fewest=1, most=7):
    """Draw touchpoints, each of them once, with their visits and CSAT."""
    name = st.lists(st.sampled_from(TOUCHPOINTS), min_size=fewest, max_size=most, unique=True)
    return name.flatmap(
        lambda each: st.tuples(*[measures for _ in each]).map(
            lambda all_of: [
                {"touchpoint": one, "visits": many, "csat": score}
                for one, (many, score) in zip(each, all_of)
            ]
        )
    )


def called(rows, target, **more):
    """Draw calls in which formulas that are equal on paper give the same order."""
    both = st.tuples(rows, target).filter(lambda two: clear(*two))
    return both.flatmap(
        lambda two: st.tuples(tables_of(st.just(two[0]), COLUMNS, **more), st.just(two[1]))
    )


def clear(rows, target):
    """Tell whether equal shortfalls come from equal visits and scores, or are exact.

    On paper 300 x 0.1 is 100 x 0.3, but a computer may round the two differently.
    """
    sources = {}
    for one in rows:
        if one["csat"] is not None and one["csat"] < target and one["visits"]:
            gap = Fraction(str(target)) - Fraction(str(one["csat"]))
            if (gap / 100).denominator in (1, 2, 4) and target in (50, 75, 100):
                continue
            source = one["visits"], one["csat"]
            sources.setdefault(gap * one["visits"], set()).add(source)
    return all(len(some) == 1 for some in sources.values())


some = st.tuples(visits, csat)
few_visits = st.one_of(st.just(0), st.integers(0, 300), st.integers(0, 300))
close = st.tuples(st.sampled_from([100, 101, 99]), st.integers(7950, 7999).map(lambda n: n / 100))
exact = st.tuples(st.sampled_from([100, 200, 300, 400]), st.sampled_from([0, 25, 50, 75, 100]))
at_target = st.tuples(visits, st.sampled_from([60, 59.9, 60.1, 100, 20]))
unvisited = st.tuples(st.just(0), csat)

CONTRACT = Contract(
    inputs={
        "plain": called(touchpoints(some), target, numbered=False),
        "equal": called(touchpoints(ties(some, 3), 2), target, numbered=False),
        "exact": called(touchpoints(exact, 2), st.sampled_from([50, 75, 100]), numbered=False),
        "close": called(touchpoints(close, 2), st.just(80), numbered=False),
        "at_target": called(touchpoints(at_target), st.just(60), extra_blanks=True),
        "unvisited": called(touchpoints(st.one_of(unvisited, some)), target, extra_blanks=True),
        "blanks": called(
            touchpoints(st.tuples(few_visits, blanks(csat, 2))), target, extra_blanks=True
        ),
        "unscored": called(
            touchpoints(st.tuples(st.one_of(visits, st.just(0)), blank()), 1, 4), target
        ),
        "empty": called(touchpoints(some), target).map(lambda two: (empty(two[0]), two[1])),
    },
    tests={
        "repair_order_values": ("plain", "equal", "exact", "close"),
        "repair_order_unscored": ("at_target", "unvisited", "blanks", "unscored", "empty"),
    },
)
