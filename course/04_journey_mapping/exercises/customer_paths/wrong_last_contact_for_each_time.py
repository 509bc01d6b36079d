"""Your function keeps only one of several contacts at the same time. All of them belong in the path, in the order of the log.

Fails: customer_paths_times
"""


def customer_paths(log):
    d = (
        log.dropna(subset=["ts"])
        .sort_values("ts", kind="stable")
        .drop_duplicates(["customer_id", "ts"], keep="last")
    )
    return {c: ">".join(s[s != s.shift()]) for c, s in d.groupby("customer_id")["stage"]}
