"""Walks through the sorted rows and collects in a dictionary."""


def customer_paths(log):
    timed = log[log["ts"].notna()].sort_values(by="ts", kind="mergesort")
    routes = {}
    for row in timed.itertuples():
        route = routes.setdefault(row.customer_id, [])
        if not route or route[-1] != row.stage:
            route.append(row.stage)
    return {customer: ">".join(route) for customer, route in routes.items()}
