"""Any orders: people who buy, use or do both, some users unknown, some orders undone."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import (
    Contract,
    blank,
    blanks,
    empty,
    names,
    tables,
)

person = names(["Ana", "Ben", "Be", "C1", "C10", "C0001", "Zoë", "De Wit"], most=5)
undone = st.sampled_from(["cancelled", "refunded"])
status = st.one_of(st.just("completed"), st.sampled_from(["completed", "cancelled", "refunded"]))


def orders(user, status=status, extra_blanks=True):
    """Draw orders of two to five people."""
    columns = {"customer_id": person, "user_id": user, "status": status}
    return tables(columns, rows=(1, 9), extra_blanks=extra_blanks)


plain = orders(person, extra_blanks=False)
CONTRACT = Contract(
    inputs={
        "plain": st.tuples(plain),
        "blanks": st.tuples(orders(blanks(person))),
        "unknown": st.tuples(orders(blank())),
        "undone": st.tuples(orders(blanks(person), undone)),
        "empty": st.tuples(plain.map(empty)),
    },
    tests={
        "customers_and_consumers_values": ("plain",),
        "customers_and_consumers_blanks": ("blanks", "unknown", "undone", "empty"),
    },
)
