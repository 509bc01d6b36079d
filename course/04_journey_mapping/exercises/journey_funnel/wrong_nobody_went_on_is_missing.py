"""A step is missing where nobody went on. That is a conversion of 0: there were people who could have gone on.

Fails: journey_funnel_edges
"""

import numpy as np

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    if set(log["stage"]) - set(STAGES):
        raise ValueError("unknown stage")
    furthest = log["stage"].map(STAGES.index).groupby(log["customer_id"]).max()
    reached = [int((furthest >= place).sum()) for place in range(len(STAGES))]
    step = [
        100 * reached[n + 1] / reached[n] if reached[n + 1] else np.nan
        for n in range(len(reached) - 1)
    ]
    overall = 100 * reached[-1] / reached[0] if reached[-1] else np.nan
    return {"reached": reached, "step": step, "overall": overall}
