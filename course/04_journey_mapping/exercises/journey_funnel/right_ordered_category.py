"""Makes the stages an ordered category and cumulates the counts."""

import numpy as np
import pandas as pd

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]


def journey_funnel(log):
    if not log["stage"].isin(STAGES).all():
        raise ValueError("unknown stage")
    codes = pd.Categorical(log["stage"], categories=STAGES, ordered=True).codes
    table = pd.DataFrame({"customer": log["customer_id"].to_numpy(), "code": codes})
    furthest = table.groupby("customer")["code"].max()
    counts = furthest.value_counts().reindex(range(5), fill_value=0)
    reached = counts[::-1].cumsum()[::-1].to_numpy(dtype=float)
    with np.errstate(all="ignore"):
        step = reached[1:] / reached[:-1] * 100
        overall = reached[-1] / reached[0] * 100
    return {"reached": reached, "step": step, "overall": overall}
