"""A store that was rated, but that satisfies nobody, is reported as missing. Its CSAT is 0; only a store without ratings is missing.

Fails: csat_by_store_values
"""

import numpy as np


def csat_by_store(survey):
    rated = survey.dropna(subset=["csat"])
    satisfied = rated[rated["csat"] >= 4]["store"].value_counts()
    share = 100 * satisfied / rated["store"].value_counts()
    result = {store: share.get(store, np.nan) for store in survey["store"].unique()}
    return result | {"all": 100 * satisfied.sum() / len(rated) if len(rated) else np.nan}
