"""Any route: touchpoints of any name with many answers or few, equal means and means close together."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, blanks, empty, tables_of

COLUMNS = ["order", "touchpoint", "emotion"]
TOUCHPOINTS = (
    *("app", "app store", "till", "tills", "advert", "Website", "website", "delivery"),
    *("helpline", "bill", "10", "9"),
)
emotion = st.integers(-2, 2)


def shares(*pairs, answers=(1, -1)):
    """Draw answers of which so many of so many are 1 (or -1) and the others 0."""
    share = st.tuples(st.sampled_from(pairs), st.sampled_from(answers))
    return share.map(lambda one: [one[1]] * one[0][0] + [0] * (one[0][1] - one[0][0]))


def routes(answers, fewest=1, most=6):
    """Draw the answers at each touchpoint of a route, whose places may have gaps."""
    route = st.tuples(
        st.lists(st.sampled_from(TOUCHPOINTS), min_size=fewest, max_size=most, unique=True),
        st.sampled_from([1, 2, 7]),
        st.sampled_from([1, 3]),
    )
    return route.flatmap(
        lambda drawn: st.tuples(*[answers for _ in drawn[0]]).map(
            lambda each: [
                {"order": drawn[1] + drawn[2] * n, "touchpoint": name, "emotion": one}
                for n, (name, some) in enumerate(zip(drawn[0], each))
                for one in some
            ]
        )
    )


def tables(rows, **more):
    return st.tuples(tables_of(rows, COLUMNS, shuffled=True, **more))


def several(answer, fewest=2, most=4):
    return st.lists(answer, min_size=fewest, max_size=most)


def ranked(rows):
    """Tell whether a touchpoint has two answers, and no two touchpoints have the same mean."""
    answers = {}
    for one in rows:
        answers.setdefault(one["touchpoint"], []).append(one["emotion"])
    means = [sum(some) / len(some) for some in answers.values() if len(some) > 1]
    return means and len(means) == len(set(means))


# So many of so many: two means that agree to three decimals, to two, or to one.
CLOSE = [
    ((7, 36), (6, 31)),
    ((11, 16), (9, 13)),
    ((8, 15), (10, 19)),
    ((5, 9), (9, 16)),
    ((2, 3), (5, 7)),
]
close = st.one_of(
    routes(shares(*pairs, answers=[one]), 2, 2).filter(ranked) for pairs in CLOSE for one in (1, -1)
)
equal = shares((1, 2), (2, 4), (1, 3), (2, 6), (2, 2), (1, 1))
mixed = st.one_of(several(emotion, 1, 1), several(emotion), several(emotion, 5, 7))

CONTRACT = Contract(
    inputs={
        "plain": tables(routes(mixed).filter(ranked), numbered=False),
        "close": tables(close, numbered=False),
        "equal": tables(
            routes(st.one_of(equal, equal, several(emotion, 1, 3)), 2), extra_blanks=True
        ),
        "blanks": tables(routes(several(blanks(emotion, 3), 1)), extra_blanks=True),
        "few": tables(routes(st.one_of(several(emotion, 1, 1), st.just([None, 1])), 1, 3)),
        "unanswered": tables(routes(st.lists(st.none(), min_size=1, max_size=2), 1, 2)),
        "empty": tables(routes(mixed)).map(lambda given: (empty(given[0]),)),
    },
    tests={
        "emotion_points_values": ("plain", "close"),
        "emotion_points_few_answers": ("equal", "blanks", "few", "unanswered", "empty"),
    },
)
