"""Filters the table once per customer."""


def customer_paths(log):
    result = {}
    for customer, rows in log.groupby("customer_id"):
        own = rows.dropna(subset=["ts"]).sort_values("ts", kind="stable")
        path = ""
        last = None
        for stage in own["stage"]:
            if last is None:
                path = stage
            elif stage != last:
                path = path + ">" + stage
            last = stage
        if path != "":
            result[customer] = path
    return result
