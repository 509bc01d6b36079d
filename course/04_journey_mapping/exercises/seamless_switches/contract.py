"""Any contacts: cases in any order, with gaps in time, without a switch or without an answer."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, blank, blanks, empty, names, tables_of

CHANNELS = ("phone", "email", "mail", "chat", "chatbot", "shop")
COLUMNS = ["case_id", "ts", "channel", "repeated"]
yes_or_no, ts = st.sampled_from([1, 0]), st.sampled_from([1, 2, 3, 4, 7, 9, 10, 11, 25])
cases = st.sampled_from([[1, 2, 3, 11], ["a", "b", "ab", "B"]])


def contacts(repeated, channel=names(CHANNELS, most=3), most=10, **more):
    """Draw contacts, no two of which stand at the same time of one case."""
    case = st.shared(cases).flatmap(st.sampled_from)
    row = st.fixed_dictionaries(
        {"case_id": case, "ts": ts, "channel": channel, "repeated": repeated}
    )
    once = lambda one: (one["case_id"], one["ts"])
    return tables_of(st.lists(row, min_size=1, max_size=most, unique_by=once), COLUMNS, **more)


def switched(table):
    """Tell whether a case has contacts on two channels."""
    return (table.groupby("case_id")["channel"].nunique() > 1).any()


CONTRACT = Contract(
    inputs={
        "plain": st.tuples(contacts(yes_or_no, numbered=False).filter(switched)),
        "no_switch": st.tuples(contacts(yes_or_no, names(CHANNELS, most=1))),
        "blanks": st.tuples(contacts(blanks(yes_or_no, 3), extra_blanks=True)),
        "unanswered": st.tuples(contacts(blank(), most=5)),
        "empty": st.tuples(contacts(yes_or_no).map(empty)),
    },
    tests={
        "seamless_switches_values": ("plain",),
        "seamless_switches_unanswered": ("no_switch", "blanks", "unanswered", "empty"),
    },
)
