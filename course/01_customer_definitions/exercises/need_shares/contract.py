"""Any mentions: people and needs of any name, many of them repeated, some rows without a need."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import (
    NAMES,
    Contract,
    blank,
    blanks,
    empty,
    names,
    tables,
)

NEEDS = ("speed", "speed of answer", "Speed", "price", "advice", "returns", "choice", "app")
CHANNELS = ("survey", "ticket", "review", "interview", "app", "purchase_log", "phone")
people = st.sampled_from([names(most=5), st.integers(1, 5)])


need, channel = names(NEEDS, most=5), st.sampled_from(CHANNELS)


def mentions(need, channel=channel, rows=(1, 10), extra_blanks=False):
    """Draw mentions by people who have either names or numbers."""
    return people.flatmap(
        lambda person: tables(
            {"customer_id": person, "channel": channel, "need": need},
            rows=rows,
            extra_blanks=extra_blanks,
        )
    )


plain = mentions(need)
CONTRACT = Contract(
    inputs={
        "plain": st.tuples(plain),
        "many_needs": st.tuples(mentions(st.sampled_from([*NEEDS, *NAMES]), rows=(12, 20))),
        "untagged": st.tuples(mentions(blanks(need), blanks(channel), extra_blanks=True)),
        "without_need": st.tuples(mentions(blank(), blanks(channel), rows=(1, 3))),
        "empty": st.tuples(plain.map(empty)),
    },
    tests={
        "need_shares_values": ("plain", "many_needs"),
        "need_shares_untagged": ("untagged", "without_need", "empty"),
    },
)
