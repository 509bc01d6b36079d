"""Combines two masks with np.select."""

import numpy as np
import pandas as pd


def smart_flags(objectives, today):
    m = (
        objectives["metric"].notna()
        & objectives["baseline"].notna()
        & objectives["target"].notna()
        & objectives["target"].ne(objectives["baseline"])
    )
    t = pd.to_datetime(objectives["deadline"]).gt(pd.to_datetime(today))
    flags = np.select([m & t, m, t], ["MT", "M", "T"], "-")
    return pd.Series(flags, index=objectives["objective"].tolist(), dtype=object)
