"""Your function counts only customers who were seen in a stage, so a step can exceed 100 per cent. Those who skipped it but got further count too.

Fails: journey_funnel_values, journey_funnel_edges
"""

import numpy as np

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    if set(log["stage"]) - set(STAGES):
        raise ValueError("unknown stage")
    reached = [log.loc[log["stage"] == stage, "customer_id"].nunique() for stage in STAGES]
    step = [
        100 * reached[n + 1] / reached[n] if reached[n] else np.nan for n in range(len(reached) - 1)
    ]
    overall = 100 * reached[-1] / reached[0] if reached[0] else np.nan
    return {"reached": reached, "step": step, "overall": overall}
