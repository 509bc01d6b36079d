"""Your function compares the stages alphabetically. Compare them in the order of STAGES.

Fails: journey_funnel_values
"""

import numpy as np

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    if set(log["stage"]) - set(STAGES):
        raise ValueError("unknown stage")
    furthest = log.groupby("customer_id")["stage"].max()
    ordered = sorted(STAGES)
    places = furthest.map(ordered.index)
    reached = [int((places >= place).sum()) for place in range(len(STAGES))]
    step = [
        100 * reached[n + 1] / reached[n] if reached[n] else np.nan for n in range(len(reached) - 1)
    ]
    overall = 100 * reached[-1] / reached[0] if reached[0] else np.nan
    return {"reached": reached, "step": step, "overall": overall}
