"""Compares the dates as text, which works for this way of writing them."""


def smart_flags(objectives, today):
    change = objectives["target"].sub(objectives["baseline"])
    metric = objectives["metric"].notna()
    deadline = objectives["deadline"].fillna("")
    names = {(True, True): "MT", (True, False): "M", (False, True): "T", (False, False): "-"}
    result = {}
    for name, known, step, date in zip(objectives["objective"], metric, change, deadline):
        measurable = bool(known) and abs(step) > 0
        result[name] = names[bool(measurable), str(date) > today]
    return result
