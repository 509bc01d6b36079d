"""Your function lists every contact separately. Merge neighbours of the same stage into one.

Fails: customer_paths_values, customer_paths_times
"""


def customer_paths(log):
    timed = log.dropna(subset=["ts"]).sort_values("ts", kind="stable")
    return {name: ">".join(stages) for name, stages in timed.groupby("customer_id")["stage"]}
