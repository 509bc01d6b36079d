"""Your function puts the stages in the order of the model, each once, so returns and detours are lost. Sort the contacts by time instead.

Fails: customer_paths_values, customer_paths_times
"""


def customer_paths(log):
    stages = ["awareness", "consideration", "purchase", "use", "loyalty"]
    timed = log.dropna(subset=["ts"])
    return {
        name: ">".join(stage for stage in stages if stage in set(seen))
        for name, seen in timed.groupby("customer_id")["stage"]
    }
