"""Any club: people of any name who stay, leave, join or come back, each in one row or in several."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, blanks, empty, names, tables_of

COLUMNS = ["customer_id", "at_start", "at_end", "joined"]
yes_or_no = st.sampled_from([1, 0])
stayed_or_left = {"at_start": st.just(1), "at_end": yes_or_no, "joined": st.just(0)}
returned = stayed_or_left | {"joined": yes_or_no}
new = {"at_start": st.just(0), "at_end": yes_or_no, "joined": st.just(1)}


def clubs(*kinds, phone=yes_or_no, copies=0):
    """Draw clubs with people of these kinds, of the first kind at least one; some listed again."""
    first, *more = [
        st.fixed_dictionaries({"customer_id": names(most=9), **kind, "phone": phone})
        for kind in kinds
    ]
    rest = st.lists(st.one_of(first, *more), max_size=8)
    people = st.tuples(first, rest).map(lambda drawn: once([drawn[0], *drawn[1]]))
    again = people.flatmap(
        lambda one: st.lists(st.sampled_from(one), max_size=copies).map(lambda two: one + two)
    )
    columns = st.sampled_from([COLUMNS, [*COLUMNS, "phone"]])
    return columns.flatmap(lambda some: tables_of(again, some, extra=False, shuffled=True))


def once(people):
    """Keep one row for each person."""
    return list({one["customer_id"]: one for one in reversed(people)}.values())


CONTRACT = Contract(
    inputs={
        "plain": st.tuples(clubs(stayed_or_left, new)),
        "returners": st.tuples(clubs(returned, new, phone=blanks(yes_or_no))),
        "twice": st.tuples(clubs(returned, new, phone=blanks(yes_or_no), copies=5)),
        "nobody": st.tuples(clubs(new, copies=2)),
        "empty": st.tuples(clubs(returned).map(empty)),
    },
    tests={
        "retention_and_churn_values": ("plain",),
        "retention_and_churn_returners": ("returners", "twice", "nobody", "empty"),
    },
)
