"""Your function includes customers for whom no time is known. The task leaves them out.

Fails: customer_paths_times
"""


def customer_paths(log):
    result = {}
    for name, own in log.groupby("customer_id"):
        route = []
        for stage in own.dropna(subset=["ts"]).sort_values("ts", kind="stable")["stage"]:
            if not route or route[-1] != stage:
                route.append(stage)
        result[name] = ">".join(route)
    return result
