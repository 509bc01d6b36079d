"""Your function returns every stage of the model up to the furthest one, even stages that the customer skipped. Show the route that the customer really took.

Fails: customer_paths_values, customer_paths_times
"""


def customer_paths(log):
    stages = ["awareness", "consideration", "purchase", "use", "loyalty"]
    timed = log.dropna(subset=["ts"])
    furthest = timed["stage"].map(stages.index).groupby(timed["customer_id"]).max()
    return {name: ">".join(stages[: place + 1]) for name, place in furthest.items()}
