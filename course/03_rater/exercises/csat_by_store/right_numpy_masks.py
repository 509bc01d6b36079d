"""Uses numpy masks only."""

import numpy as np


def csat_by_store(survey):
    stores, ratings = survey["store"].to_numpy(), survey["csat"].to_numpy(dtype=float)

    def share(mask):
        valid = ratings[mask & ~np.isnan(ratings)]
        return 100 * np.mean(valid > 3) if valid.size else np.nan

    result = {store: share(stores == store) for store in set(stores)}
    return {**result, "all": share(np.full(len(stores), True))}
