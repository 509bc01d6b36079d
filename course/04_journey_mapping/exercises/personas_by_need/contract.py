"""Any buyers: needs of any name, some too small, some unknown, and orders that may be unknown."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import (
    Contract,
    blank,
    blanks,
    empty,
    names,
    numbers,
    tables_of,
)

NEEDS = ("speed", "speedy delivery", "price", "Price", "advice", "choice", "gifts")
COLUMNS = ["customer_id", "need", "orders", "spend", "age"]
need = names(NEEDS, most=5)
orders, spend = st.integers(1, 12), st.one_of(numbers(5, 900, 1), st.integers(5, 900))


def buyers(need, orders, most=12, **more):
    """Draw one row for each customer."""
    row = st.fixed_dictionaries(
        {"need": need, "orders": orders, "spend": spend, "age": st.integers(18, 75)}
    )
    rows = st.lists(row, min_size=1, max_size=most).map(
        lambda some: [one | {"customer_id": f"C{n}"} for n, one in enumerate(some, 1)]
    )
    return tables_of(rows, COLUMNS, shuffled=True, **more)


smallest = st.integers(1, 4)
CONTRACT = Contract(
    inputs={
        "plain": st.tuples(buyers(need, orders, numbered=False), smallest),
        "blanks": st.tuples(buyers(blanks(need), blanks(orders), extra_blanks=True), smallest),
        "unknown_orders": st.tuples(buyers(blanks(need), blank(), 6), smallest),
        "unknown_needs": st.tuples(buyers(blank(), blanks(orders), 3), smallest),
        "empty": st.tuples(buyers(need, orders).map(empty), smallest),
    },
    tests={
        "personas_by_need_values": ("plain",),
        "personas_by_need_blanks": ("blanks", "unknown_orders", "unknown_needs", "empty"),
    },
)
