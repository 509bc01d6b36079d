"""Any segments and rates: profit or loss, retention from 0 to beyond 1, blanks, and some too high."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import (
    Contract,
    blank,
    blanks,
    empty,
    names,
    near,
    numbers,
    tables_of,
)

COLUMNS = ["segment", "margin", "retention"]
margin = st.one_of(numbers(1, 500), st.integers(1, 500))
loss = numbers(-200, -1)
kept = st.one_of(numbers(0.05, 1), near(1, step=0.05).filter(lambda one: one <= 1))
returning = st.one_of(kept, kept, st.just(0))
rate = st.sampled_from([0.05, 0.08, 0.1, 0.125, 0.2, 0.25, 0.5])
exact = st.sampled_from([0.125, 0.25, 0.5])  # 1 + rate is exact, too, so that all formulas agree


def segments(margin, retention, fewest=1, most=6):
    """Draw segments, each of them once."""
    row = st.fixed_dictionaries(
        {"segment": names(most=9), "margin": margin, "retention": retention}
    )
    once = lambda one: one["segment"]
    return st.lists(row, min_size=fewest, max_size=most, unique_by=once)


def called(rows, rate, **more):
    return st.tuples(tables_of(rows, COLUMNS, shuffled=True, **more), rate)


def below(rate):
    """Draw retentions above 1 for which the formula still holds."""
    return st.sampled_from([0.01, 0.02, 0.25 * rate, 0.5 * rate, 0.75 * rate]).map(
        lambda more: round(1 + more, 6)
    )


def too_high(rate):
    """Draw retentions at and beyond the limit."""
    return st.sampled_from([1 + rate, 1 + rate, 1.01 + rate, 2, 80])


def with_faults(rate):
    """Draw a call with one segment or two beyond the limit, among others."""
    faulty = segments(blanks(margin), too_high(rate), most=2)
    sound = segments(blanks(margin), blanks(st.one_of(kept, below(rate), st.just(0))), 0, 4)
    both = st.tuples(faulty, sound).map(
        lambda two: list({one["segment"]: one for one in [*two[1], *two[0]]}.values())
    )
    return called(both, st.just(rate))


CONTRACT = Contract(
    inputs={
        "plain": called(segments(margin, kept), rate, numbered=False),
        "above_one": rate.flatmap(
            lambda one: called(segments(margin, st.one_of(kept, below(one))), st.just(one))
        ),
        "never": called(segments(margin, st.one_of(st.just(0), kept)), rate),
        "blanks": called(segments(blanks(margin), blanks(returning)), rate, extra_blanks=True),
        "unknown": called(
            st.one_of(segments(blank(), blanks(returning)), segments(blanks(margin), blank())), rate
        ),
        "losses": called(segments(st.one_of(loss, margin), kept), rate),
        "empty": called(segments(margin, kept), rate).map(lambda two: (empty(two[0]), two[1])),
        "too_high": exact.flatmap(with_faults),
    },
    tests={
        "lifetime_values_values": ("plain",),
        "lifetime_values_limits": (
            *("above_one", "never", "blanks", "unknown", "losses", "empty", "too_high"),
        ),
    },
    raises={"too_high": ValueError},
)
