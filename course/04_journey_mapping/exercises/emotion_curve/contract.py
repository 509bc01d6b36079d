"""Routes of two to five touchpoints; some with a single answer, some with none; rows in any order."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, blanks, ratings, tables_of

COLUMNS = ["order", "touchpoint", "emotion"]
PLACES = ["advert", "bill", "help", "shop", "till", "visit", "web"]
emotion = ratings(-2, 2)


@st.composite
def routes(draw, answers):
    """Draw a route and the answers at each of its touchpoints, two of which have at least one."""
    places = draw(st.lists(st.sampled_from(PLACES), min_size=2, max_size=5, unique=True))
    start = draw(st.sampled_from([1, 1, 8]))
    rows = [
        {"order": order, "touchpoint": place, "emotion": one}
        for order, place in enumerate(places, start)
        for one in draw(answers)
    ]
    answered = {row["touchpoint"] for row in rows if row["emotion"] is not None}
    extra = [place for place in places if place not in answered][: max(0, 2 - len(answered))]
    rows += [
        {"order": start + places.index(place), "touchpoint": place, "emotion": draw(emotion)}
        for place in extra
    ]
    table = tables_of(st.just(rows), COLUMNS, shuffled=True, extra_blanks=True)
    return (draw(table),)


CONTRACT = Contract(
    inputs={
        "plain": routes(st.lists(emotion, min_size=2, max_size=4)),
        "single": routes(st.lists(emotion, min_size=1, max_size=2)),
        "unanswered": routes(st.lists(blanks(emotion, 3), min_size=1, max_size=4)),
    },
    tests={
        "emotion_curve_line": ("plain", "single", "unanswered"),
        "emotion_curve_reading_aids": ("plain", "single", "unanswered"),
    },
)
