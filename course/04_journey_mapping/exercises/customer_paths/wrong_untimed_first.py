"""Contacts without a time are kept, at the beginning. A missing time is not the earliest one.

Fails: customer_paths_times
"""


def customer_paths(log):
    ordered = log.sort_values("ts", kind="stable", na_position="first")
    before = ordered.groupby("customer_id")["stage"].shift()
    turns = ordered[ordered["stage"] != before]
    return {name: ">".join(stages) for name, stages in turns.groupby("customer_id")["stage"]}
