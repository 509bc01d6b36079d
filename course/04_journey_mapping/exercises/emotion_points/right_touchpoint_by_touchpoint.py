"""Filters the table for each touchpoint in order."""


def emotion_points(answers):
    route = answers.sort_values("order")["touchpoint"].drop_duplicates().tolist()
    result = {"low": None, "low_mean": None, "peak": None, "end": None, "end_mean": None}
    best = None
    for touchpoint in route:
        values = answers.loc[answers["touchpoint"] == touchpoint, "emotion"].dropna()
        if len(values) < 2:
            continue
        mean = values.mean()
        if result["low"] is None or mean < result["low_mean"]:
            result["low"] = touchpoint
            result["low_mean"] = mean
        if best is None or mean > best:
            best = mean
            result["peak"] = touchpoint
        result["end"] = touchpoint
        result["end_mean"] = mean
    return result
