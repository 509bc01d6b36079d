"""Any people: with or without need and means, half known or unknown, and any orders and referrals."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, blank, blanks, empty, names, tables_of

QUARTERS = ["q1", "q2", "q3", "q4"]
COLUMNS = ["customer_id", "need", "can_pay", *QUARTERS, "referrals"]

some, yes_or_no, referrals = st.integers(1, 3), st.sampled_from([1, 0]), st.integers(0, 3)
never, once, twice = st.just((0, 0, 0, 0)), st.permutations([1, 0, 0, 0]), st.just((1, 0, 0, 1))
in_one_quarter = some.flatmap(lambda many: st.permutations([many, 0, 0, 0]))
in_each_quarter = st.tuples(some, some, some, some)
with_a_gap = st.tuples(some, some, some).flatmap(lambda three: st.permutations([*three, 0]))
any_quarters = st.tuples(*[st.integers(0, 2)] * 4)
any_orders = st.one_of(in_one_quarter, in_each_quarter, with_a_gap, any_quarters)


def person(orders, need, can_pay, referrals=referrals):
    """Draw somebody with these orders in four quarters."""
    return st.fixed_dictionaries(
        {
            "customer_id": names(most=9),
            "need": need,
            "can_pay": can_pay,
            "orders": orders,
            "referrals": referrals,
        }
    ).map(lambda one: one | dict(zip(QUARTERS, one["orders"])))


def people(*kinds, **more):
    """Draw people of these kinds, each of them once."""
    once = lambda one: one["customer_id"]
    rows = st.lists(st.one_of(*kinds), min_size=1, max_size=9, unique_by=once)
    return tables_of(rows, COLUMNS, **more)


def plainly_staged(need, can_pay):
    """Draw people whose orders leave no doubt, so that only need and means are in question."""
    stages = [
        person(st.one_of(never, never, once), need, can_pay),
        person(twice, need, can_pay, st.just(0)),
        person(in_each_quarter, need, can_pay, st.sampled_from([0, 2, 3])),
    ]
    return people(*stages[:1], *stages, extra_blanks=True)


known = [
    person(any_orders, st.just(1), st.just(1)),
    person(never, yes_or_no, yes_or_no),
    person(never, blank(), blank()),
]
half_known = plainly_staged(blanks(yes_or_no, 2), blanks(yes_or_no, 2))

CONTRACT = Contract(
    inputs={
        "plain": st.tuples(
            people(known[0], *known, extra=False, numbered=False).map(lambda crm: crm[COLUMNS])
        ),
        "half_known": st.tuples(half_known),
        "unknown_need": st.tuples(plainly_staged(blank(), blanks(yes_or_no))),
        "unknown_means": st.tuples(plainly_staged(blanks(yes_or_no), blank())),
        "empty": st.tuples(half_known.map(empty)),
    },
    tests={
        "loyalty_stages_values": ("plain",),
        "loyalty_stages_unknowns": ("half_known", "unknown_need", "unknown_means", "empty"),
    },
)
