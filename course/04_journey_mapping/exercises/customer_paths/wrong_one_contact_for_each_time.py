"""Your function keeps only one of several contacts at the same time. All of them belong in the path, in the order of the log.

Fails: customer_paths_times
"""


def customer_paths(log):
    timed = log.dropna(subset=["ts"]).sort_values("ts", kind="stable")
    timed = timed.drop_duplicates(["customer_id", "ts"])
    before = timed.groupby("customer_id")["stage"].shift()
    turns = timed[timed["stage"] != before]
    return {name: ">".join(stages) for name, stages in turns.groupby("customer_id")["stage"]}
