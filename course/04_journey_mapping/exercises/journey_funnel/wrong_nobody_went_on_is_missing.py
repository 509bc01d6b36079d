"""Your function returns NaN where nobody went on. A conversion is missing only where nobody reached the stage before.

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
