"""Your function keeps contacts without a time and puts them last. Nobody knows where on the path they belong, so drop them.

Fails: customer_paths_times
"""


def customer_paths(log):
    ordered = log.sort_values("ts", kind="stable")
    before = ordered.groupby("customer_id")["stage"].shift()
    turns = ordered[ordered["stage"] != before]
    return {name: ">".join(stages) for name, stages in turns.groupby("customer_id")["stage"]}
