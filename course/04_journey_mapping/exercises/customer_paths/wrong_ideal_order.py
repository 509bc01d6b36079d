"""This is the route that the model foresees up to the furthest stage, with stages that nobody logged. Show the route that was really taken.

Fails: customer_paths_values, customer_paths_times
"""


def customer_paths(log):
    stages = ["awareness", "consideration", "purchase", "use", "loyalty"]
    timed = log.dropna(subset=["ts"])
    furthest = timed["stage"].map(stages.index).groupby(timed["customer_id"]).max()
    return {name: ">".join(stages[: place + 1]) for name, place in furthest.items()}
