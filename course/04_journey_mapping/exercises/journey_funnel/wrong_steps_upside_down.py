"""Your function puts the earlier stage in the numerator. A conversion is a percentage of the earlier stage.

Fails: journey_funnel_values, journey_funnel_edges
"""

import numpy as np

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    if set(log["stage"]) - set(STAGES):
        raise ValueError("unknown stage")
    furthest = log["stage"].map(STAGES.index).groupby(log["customer_id"]).max()
    reached = [int((furthest >= place).sum()) for place in range(len(STAGES))]
    step = [
        100 * reached[n] / reached[n + 1] if reached[n + 1] else np.nan
        for n in range(len(reached) - 1)
    ]
    overall = 100 * reached[0] / reached[-1] if reached[-1] else np.nan
    return {"reached": reached, "step": step, "overall": overall}
