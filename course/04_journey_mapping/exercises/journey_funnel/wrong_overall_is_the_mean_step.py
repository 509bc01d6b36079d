"""Your function averages the steps to get the overall conversion. Compare the last stage with the first instead.

Fails: journey_funnel_values, journey_funnel_edges
"""

import numpy as np
import pandas as pd

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    if set(log["stage"]) - set(STAGES):
        raise ValueError("unknown stage")
    furthest = log["stage"].map(STAGES.index).groupby(log["customer_id"]).max()
    reached = [int((furthest >= place).sum()) for place in range(len(STAGES))]
    step = [
        100 * reached[n + 1] / reached[n] if reached[n] else np.nan for n in range(len(reached) - 1)
    ]
    return {"reached": reached, "step": step, "overall": pd.Series(step).mean()}
