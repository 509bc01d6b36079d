"""Your function sorts the customers as if C1 and c1 were one, so their contacts mix and stages stand twice. Keep names with capital and with small letters apart.

Fails: customer_paths_values
"""


def customer_paths(log):
    timed = log.dropna(subset=["ts"])
    rows = zip(timed["customer_id"], timed["ts"], timed["stage"])
    paths, last = {}, (None, None)
    for name, _, stage in sorted(rows, key=lambda row: (row[0].lower(), row[1])):
        if (name, stage) != last:
            paths.setdefault(name, []).append(stage)
        last = (name, stage)
    return {name: ">".join(stages) for name, stages in paths.items()}
