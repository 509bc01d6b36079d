"""Your function returns the stages of a path as separate entries. The task asks for one line of text per customer.

Fails: customer_paths_values, customer_paths_times
"""


def customer_paths(log):
    timed = log.dropna(subset=["ts"]).sort_values("ts", kind="stable")
    before = timed.groupby("customer_id")["stage"].shift()
    turns = timed[timed["stage"] != before]
    return {name: list(stages) for name, stages in turns.groupby("customer_id")["stage"]}
