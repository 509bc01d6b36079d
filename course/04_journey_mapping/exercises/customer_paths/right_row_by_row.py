"""Walks through the sorted rows by their labels."""


def customer_paths(log):
    d = log.copy()
    d["n"] = range(len(d))
    d = d[d.ts == d.ts].sort_values(["ts", "n"])
    paths = {}
    last = {}
    for i in d.index:
        c = d.loc[i, "customer_id"]
        s = d.loc[i, "stage"]
        if c not in paths:
            paths[c] = s
        elif last[c] != s:
            paths[c] = paths[c] + ">" + s
        last[c] = s
    return paths
