"""Your function sorts contacts by day and ignores the time of day. A customer in a hurry finds, compares and buys within an hour.

Fails: customer_paths_values, customer_paths_times
"""


def customer_paths(log):
    timed = log.dropna(subset=["ts"]).copy()
    timed["day"] = timed["ts"].str[:10]
    timed = timed.sort_values("day", kind="stable")
    before = timed.groupby("customer_id")["stage"].shift()
    turns = timed[timed["stage"] != before]
    return {name: ">".join(stages) for name, stages in turns.groupby("customer_id")["stage"]}
