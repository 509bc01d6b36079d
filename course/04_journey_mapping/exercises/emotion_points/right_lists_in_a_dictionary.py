"""Collects the answers of each place in a dictionary of lists."""


def emotion_points(answers):
    heard, names = {}, {}
    for place, touchpoint, emotion in zip(
        answers["order"], answers["touchpoint"], answers["emotion"]
    ):
        names[place] = touchpoint
        if emotion == emotion:
            heard.setdefault(place, []).append(emotion)
    means = [
        (place, sum(heard[place]) / len(heard[place]))
        for place in sorted(heard)
        if len(heard[place]) > 1
    ]
    nan = float("nan")
    if not means:
        return {"low": nan, "low_mean": nan, "peak": nan, "end": nan, "end_mean": nan}
    low = min(means, key=lambda pair: pair[1])
    peak = max(means, key=lambda pair: pair[1])
    end = means[-1]
    return {
        "low": names[low[0]],
        "low_mean": round(low[1], 2),
        "peak": names[peak[0]],
        "end": names[end[0]],
        "end_mean": round(end[1], 2),
    }
