"""Your function drops rows that have a blank in any column. Only a blank rating makes an answer invalid here.

Fails: csat_by_store_empty_groups
"""

import numpy as np


def csat_by_store(survey):
    valid = survey.dropna()
    satisfied = valid["csat"].ge(4) * 100.0
    result = dict.fromkeys(survey["store"].unique(), np.nan)
    return result | satisfied.groupby(valid["store"]).mean().to_dict() | {"all": satisfied.mean()}
