"""Unites the sets of customers from the last stage backwards."""

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    for stage in log["stage"].unique():
        STAGES.index(stage)
    people, reached = set(), []
    for stage in reversed(STAGES):
        people = people | set(log.loc[log["stage"] == stage, "customer_id"])
        reached.insert(0, len(people))
    percent = lambda part, whole: 100 * part / whole if whole else None
    return {
        "reached": reached,
        "step": [percent(reached[n + 1], reached[n]) for n in range(4)],
        "overall": percent(reached[4], reached[0]),
    }
