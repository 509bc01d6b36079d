"""Your function returns NaN for a shop that has ratings but no satisfied customers. The value is missing only where nobody has rated.

Fails: csat_by_store_values
"""

import numpy as np


def csat_by_store(survey):
    rated = survey.dropna(subset=["csat"])
    satisfied = rated[rated["csat"] >= 4]["store"].value_counts()
    share = 100 * satisfied / rated["store"].value_counts()
    result = {store: share.get(store, np.nan) for store in survey["store"].unique()}
    return result | {"all": 100 * satisfied.sum() / len(rated) if len(rated) else np.nan}
