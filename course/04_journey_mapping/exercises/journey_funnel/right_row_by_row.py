"""Goes through the rows by their labels and fills an array of counts."""

import numpy as np

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    far = {}
    for i in log.index:
        s = log.loc[i, "stage"]
        if s not in STAGES:
            raise ValueError("What is " + s)
        c = log.loc[i, "customer_id"]
        far[c] = max(far.get(c, 0), STAGES.index(s) + 1)
    reached = np.zeros(5)
    for v in far.values():
        reached[:v] += 1
    with np.errstate(all="ignore"):
        step = reached[1:] / reached[:-1] * 100
        return {"reached": reached, "step": step, "overall": reached[4] / reached[0] * 100}
