"""Your function returns numbers or empty text when no touchpoint can be ranked. In that case, all five entries should be missing (NaN).

Fails: emotion_points_few_answers
"""


def emotion_points(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"])
    means = route.loc[route["count"] >= 2, "mean"].droplevel("order")
    if means.empty:
        return {"low": "", "low_mean": 0, "peak": "", "end": "", "end_mean": 0}
    return {
        "low": means.idxmin(),
        "low_mean": means.min(),
        "peak": means.idxmax(),
        "end": means.index[-1],
        "end_mean": means.iloc[-1],
    }
