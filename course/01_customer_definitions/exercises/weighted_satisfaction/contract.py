"""Any sample, and a base of one to four segments; some answer nothing, some are outside it."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import (
    NAMES,
    Contract,
    blanks,
    empty,
    ratings,
    tables_of,
)

csat = ratings(1, 5)


def answers(segments, rating, fewest=0):
    """Draw answers of these segments."""
    if not segments:
        return st.just([])
    row = st.fixed_dictionaries({"segment": st.sampled_from(segments), "csat": rating})
    return st.lists(row, min_size=fewest, max_size=7)


@st.composite
def samples(draw, others, silent=0, extra_blanks=False):
    """Draw a sample and a base; so many of its segments have no answer, or only blanks."""
    fewest = max(1, silent)
    some = st.lists(st.sampled_from(NAMES), min_size=fewest, max_size=4, unique=True)
    base = draw(some)
    parts = draw(st.lists(st.integers(1, 12), min_size=len(base), max_size=len(base)))
    heard = base[silent:]
    outside = [name for name in NAMES if name not in base]
    rows = [{"segment": name, "csat": draw(csat)} for name in heard]
    rows += draw(answers(heard, csat))
    rows += draw(others(heard, base[:silent], outside))
    table = tables_of(st.just(rows), ["segment", "csat"], extra_blanks=extra_blanks, shuffled=True)
    shares = {name: part / sum(parts) for name, part in zip(base, parts, strict=True)}
    return draw(table), dict(draw(st.permutations(list(shares.items()))))


def nothing(heard, silent, outside):
    """Draw no more answers."""
    return st.just([])


def strangers(heard, silent, outside):
    """Draw answers from outside the base, and blanks."""
    more = answers(outside[:3], blanks(csat))
    return st.tuples(more, answers(heard, st.none())).map(lambda two: two[0] + two[1])


def unheard(heard, silent, outside):
    """Draw blanks of the silent segments, and answers from outside the base."""
    more = answers(outside[:3], blanks(csat))
    return st.tuples(more, answers(silent, st.none())).map(lambda two: two[0] + two[1])


CONTRACT = Contract(
    inputs={
        "plain": samples(nothing),
        "blanks": samples(strangers, extra_blanks=True),
        "silent": st.integers(1, 3).flatmap(lambda many: samples(unheard, many)),
        "empty": samples(nothing).map(lambda two: (empty(two[0]), two[1])),
    },
    tests={
        "weighted_satisfaction_values": ("plain",),
        "weighted_satisfaction_missing_segment": ("blanks", "silent", "empty"),
    },
    raises={"silent": ValueError, "empty": ValueError},
)
