"""Your function drops a contact if anything in its row is blank, such as the emotion. Only a missing time matters here.

Fails: customer_paths_times
"""


def customer_paths(log):
    timed = log.dropna().sort_values("ts", kind="stable")
    before = timed.groupby("customer_id")["stage"].shift()
    turns = timed[timed["stage"] != before]
    return {name: ">".join(stages) for name, stages in turns.groupby("customer_id")["stage"]}
