"""Your function merges repeats while the rows are still in the order of the log, and sorting then brings other neighbours together. Sort first, then merge.

Fails: customer_paths_values
"""


def customer_paths(log):
    timed = log.dropna(subset=["ts"])
    before = timed.groupby("customer_id")["stage"].shift()
    turns = timed[timed["stage"] != before].sort_values("ts", kind="stable")
    return {name: ">".join(stages) for name, stages in turns.groupby("customer_id")["stage"]}
