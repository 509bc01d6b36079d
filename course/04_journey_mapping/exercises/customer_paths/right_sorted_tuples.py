"""Plain Python: tuples sorted by time, neighbours merged by itertools."""

from itertools import groupby


def customer_paths(log):
    rows = list(zip(log["customer_id"], log["ts"], log["stage"]))
    rows = [row for row in rows if isinstance(row[1], str)]
    rows.sort(key=lambda row: row[1])
    stages = {}
    for customer, _, stage in rows:
        stages.setdefault(customer, []).append(stage)
    return {
        name: ">".join(stage for stage, _ in groupby(all_of)) for name, all_of in stages.items()
    }
