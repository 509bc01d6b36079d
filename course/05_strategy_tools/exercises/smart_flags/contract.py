"""Any objectives, each once: blanks in each column, deadlines before, on and after today."""

from datetime import date, timedelta

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import (
    NAMES,
    Contract,
    blank,
    blanks,
    empty,
    numbers,
    tables_of,
)

COLUMNS = ["objective", "metric", "baseline", "target", "deadline"]
OBJECTIVES = (*NAMES, "Cut wait 10% in 3 months", "Be No. 1", "Reply faster by June")
figure = st.one_of(st.sampled_from([0, 0.0, 1, 10, -2, 9.5]), numbers(-5, 100, 1))
metric = st.sampled_from(["nps", "wait_min", "0", "share of calls"])
DAYS = (0, 1, -1, 0, 1, -1, 29, -31, 45, -200, 365, -364, 366, 900)
# Years from now, so that the date on which an answer happens to run changes no result.
first_days = st.one_of(
    st.dates(date(2035, 1, 1), date(2039, 12, 31)),
    st.sampled_from([date(2036, 12, 31), date(2037, 1, 1), date(2036, 2, 28), date(2036, 6, 30)]),
)


def objectives(metric, baseline, target, dated=True, extra_blanks=True):
    """Draw objectives and the date of today."""

    def rows(today):
        near = st.sampled_from(DAYS).map(lambda days: str(today + timedelta(days)))
        deadline = blanks(near) if dated else blank()
        row = st.fixed_dictionaries(
            {
                "objective": st.sampled_from(OBJECTIVES),
                "metric": metric,
                "baseline": baseline,
                "target": target,
                "deadline": deadline,
            }
        )
        once = lambda one: one["objective"]
        drawn = st.lists(row, min_size=1, max_size=7, unique_by=once)
        return st.tuples(
            tables_of(drawn, COLUMNS, extra_blanks=extra_blanks, nones=False), st.just(str(today))
        )

    return first_days.flatmap(rows)


plain = objectives(metric, figure, figure, extra_blanks=False)
CONTRACT = Contract(
    inputs={
        "plain": plain,
        "blanks": objectives(blanks(metric), blanks(figure), blanks(figure)),
        "equal": objectives(metric, *[blanks(st.sampled_from([0, 20]))] * 2),
        "undated": objectives(blanks(metric), blanks(figure), blanks(figure), dated=False),
        "unmeasured": objectives(blank(), blank(), blanks(figure)),
        "aimless": objectives(blanks(metric), blanks(figure), blank()),
        "empty": plain.map(lambda two: (empty(two[0]), two[1])),
    },
    tests={
        "smart_flags_values": ("plain",),
        "smart_flags_blanks": (
            "blanks",
            "equal",
            "undated",
            "unmeasured",
            "aimless",
            "empty",
        ),
    },
)
