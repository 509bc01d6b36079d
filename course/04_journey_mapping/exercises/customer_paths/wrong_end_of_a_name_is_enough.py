"""Your function merges two different stages because one name ends like the other. Compare whole names.

Fails: customer_paths_times
"""


def customer_paths(log):
    timed = log.dropna(subset=["ts"]).sort_values("ts", kind="stable")
    paths = {}
    for name, stage in zip(timed["customer_id"], timed["stage"]):
        path = paths.get(name, "")
        if not path:
            paths[name] = stage
        elif not path.endswith(stage):
            paths[name] = f"{path}>{stage}"
    return paths
