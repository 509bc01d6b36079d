"""Your function accepts a name that only begins like a stage. Compare whole names, and raise a ValueError if one is not in STAGES.

Fails: journey_funnel_edges
"""

import numpy as np

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    places = []
    for stage in log["stage"]:
        found = [place for place, name in enumerate(STAGES) if stage.startswith(name)]
        if not found:
            raise ValueError("unknown stage")
        places.append(found[0])
    furthest = log.assign(place=places).groupby("customer_id")["place"].max()
    reached = [int((furthest >= place).sum()) for place in range(len(STAGES))]
    step = [
        100 * reached[n + 1] / reached[n] if reached[n] else np.nan for n in range(len(reached) - 1)
    ]
    overall = 100 * reached[-1] / reached[0] if reached[0] else np.nan
    return {"reached": reached, "step": step, "overall": overall}
