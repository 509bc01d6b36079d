"""Any orders of one year or of several: with pauses, silent months and several orders in a month."""

from calendar import monthrange

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, empty, names, tables_of

COLUMNS = ["customer_id", "date"]
PEOPLE = ("C1", "c1", "C10", "C01", "Ann", "Ann B", "B")
FIRST = 2024 * 12 + 8  # September 2024, counted in months


def day_of(month, place):
    """Return a day of a month as text: its first (0), its last (3) or one between."""
    year, number = divmod(FIRST + month, 12)
    day = (1, 9, 28, monthrange(year, number + 1)[1])[place]
    return f"{year}-{number + 1:02}-{day:02}"


def orders(months, most=10, once=True, people=4):
    """Draw orders in some of the months; if `once`, nobody orders twice in the same month."""
    row = st.fixed_dictionaries(
        {
            "customer_id": names(PEOPLE, most=people),
            "month": st.sampled_from(months),
            "place": st.integers(0, 3),
        }
    )
    same = (lambda one: (one["customer_id"], one["month"])) if once else None
    return st.lists(row, min_size=1, max_size=most, unique_by=same).map(
        lambda rows: [one | {"date": day_of(one["month"], one["place"])} for one in rows]
    )


def without_gaps(rows):
    """Tell whether somebody ordered in each month from the first to the latest."""
    months = {one["month"] for one in rows}
    return len(months) == max(months) - min(months) + 1


def tables(rows, **more):
    return st.tuples(tables_of(rows, COLUMNS, **more))


start = st.sampled_from([0, 3, 4])  # the months from here on may end a year
near_months = start.flatmap(lambda one: orders([one, one + 1, one + 2, one + 3]))
long = st.tuples(orders(range(1), 4), orders(range(1, 18), 6)).map(lambda two: [*two[0], *two[1]])

CONTRACT = Contract(
    inputs={
        "plain": tables(near_months.filter(without_gaps), numbered=False),
        "years": tables(long, numbered=False, shuffled=True),
        "silent": tables(orders([3, 4, 7, 8, 16]), extra_blanks=True),
        "several": tables(orders([4, 5, 6, 8], 12, once=False, people=3), extra_blanks=True),
        "single": tables(orders(range(18), 1)),
        "empty": tables(orders(range(3))).map(lambda given: (empty(given[0]),)),
    },
    tests={
        "cohort_table_values": ("plain", "years"),
        "cohort_table_silent_months": ("silent", "several", "single", "empty"),
    },
)
