"""Your function turns contacts at the same time round, so the last one in the log comes first. The task keeps them in the order of the log.

Fails: customer_paths_times
"""


def customer_paths(log):
    timed = log.dropna(subset=["ts"]).iloc[::-1].sort_values("ts", kind="stable")
    before = timed.groupby("customer_id")["stage"].shift()
    turns = timed[timed["stage"] != before]
    return {name: ">".join(stages) for name, stages in turns.groupby("customer_id")["stage"]}
