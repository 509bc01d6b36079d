"""Your function keeps one contact per stage before it sorts, and that may not be the earliest one. Sort by time first, then merge only neighbours of the same stage.

Fails: customer_paths_values, customer_paths_times
"""


def customer_paths(log):
    once = log.dropna(subset=["ts"]).drop_duplicates(["customer_id", "stage"])
    timed = once.sort_values("ts", kind="stable")
    return {name: ">".join(stages) for name, stages in timed.groupby("customer_id")["stage"]}
