"""Any orders as the company lists them: three statuses in any mix, amounts of any size."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, blanks, empty, names, numbers, tables

amount = st.one_of(numbers(0.5, 400), st.integers(1, 400))
some = st.sampled_from(["completed", "completed", "cancelled", "refunded"])
undone = st.sampled_from(["cancelled", "refunded"])
person = names(["C1", "C10", "C0001", "Ana", "Be", "Ben"], most=3)


def orders(status, extra_blanks=True):
    """Draw orders of one to three people."""
    columns = {
        "order_id": st.integers(1, 9000),
        "customer_id": person,
        "user_id": blanks(person),
        "date": st.sampled_from(["2024-03-09", "2025-01-01", "2025-12-31", "2026-01-05"]),
        "channel": names(["shop", "app", "phone"], most=3),
        "status": status,
        "amount": amount,
    }
    return tables(columns, extra_blanks=extra_blanks)


plain = orders(some, extra_blanks=False)
CONTRACT = Contract(
    inputs={
        "plain": st.tuples(plain),
        "blanks_elsewhere": st.tuples(orders(some)),
        "undone": st.tuples(orders(undone)),
        "empty": st.tuples(plain.map(empty)),
    },
    tests={},
)
