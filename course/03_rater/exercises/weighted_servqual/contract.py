"""Any people with one to five dimensions each; some split 100 points, some do not."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, empty, numbers, tables_of

COLUMNS = ["resp", "dim", "points", "gap"]
PEOPLE = [1, 2, 3, 7, 12]
GAP = numbers(-6, 6, 1)


@st.composite
def splits(draw, offs):
    """Draw the points of a few people; each person's sum is 100 and one of these numbers."""
    rows = []
    for person in draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4, unique=True)):
        dims = draw(st.lists(st.sampled_from("RATES"), min_size=1, max_size=5, unique=True))
        total, points = 100 + draw(st.sampled_from(offs)), []
        cuts = sorted(draw(st.integers(0, total)) for _ in dims[1:])
        points = [high - low for low, high in zip([0, *cuts], [*cuts, total])]
        rows += [
            {"resp": person, "dim": dim, "points": many, "gap": draw(GAP)}
            for dim, many in zip(dims, points)
        ]
    return rows


def weights(*offs):
    """Draw tables in which each person's points sum to 100 and one of these numbers."""
    return st.tuples(tables_of(splits(offs), COLUMNS, shuffled=True))


CONTRACT = Contract(
    inputs={
        "valid": weights(0),
        "some_rejected": weights(0, 0, -1, 1, 10, -40),
        "nobody_valid": weights(-100, -1, 1, 20),
        "empty": weights(0).map(lambda given: (empty(given[0]),)),
    },
    tests={
        "weighted_servqual_values": ("valid", "some_rejected"),
        "weighted_servqual_rejected": ("nobody_valid", "some_rejected", "empty"),
    },
)
