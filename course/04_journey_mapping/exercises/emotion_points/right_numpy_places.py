"""Uses NumPy means and argmin over the places."""

import numpy as np


def emotion_points(answers):
    work = answers[answers["emotion"].notnull()]
    places = np.sort(work["order"].unique())
    counts = np.array([(work["order"] == place).sum() for place in places])
    places = places[counts >= 2] if len(places) else places
    if len(places) == 0:
        return dict(low=np.nan, low_mean=np.nan, peak=np.nan, end=np.nan, end_mean=np.nan)
    means = np.array([np.mean(work.loc[work["order"] == place, "emotion"]) for place in places])
    name = dict(zip(work["order"], work["touchpoint"]))
    return {
        "low": name[places[np.argmin(means)]],
        "low_mean": means.min(),
        "peak": name[places[np.argmax(means)]],
        "end": name[places[-1]],
        "end_mean": means[-1],
    }
