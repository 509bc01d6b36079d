"""Counts in a plain loop, rounded at the end."""


def nps_by_segment(survey):
    net = {"all": 0}
    count = {"all": 0}
    for segment, score in zip(survey["segment"], survey["nps"]):
        if segment not in net:
            net[segment] = 0
            count[segment] = 0
        if score != score:
            continue
        if score < 0 or score > 10:
            raise ValueError("score out of range")
        step = 0
        if score >= 9:
            step = 1
        elif score <= 6:
            step = -1
        for key in (segment, "all"):
            net[key] += step
            count[key] += 1
    return {k: round(100 * net[k] / count[k], 1) if count[k] else float("nan") for k in net}
