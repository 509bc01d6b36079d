"""Sorts tuples and compares neighbours."""


def seamless_switches(contacts):
    rows = sorted(
        zip(contacts["case_id"], contacts["ts"], contacts["channel"], contacts["repeated"])
    )
    switches, answered, smooth = 0, 0, 0
    for n in range(1, len(rows)):
        before, now = rows[n - 1], rows[n]
        if before[0] == now[0] and before[2] != now[2]:
            switches += 1
            if now[3] == 0:
                smooth += 1
            if now[3] == 0 or now[3] == 1:
                answered += 1
    return {"switches": switches, "seamless": smooth / answered * 100 if answered else float("nan")}
