"""Goes through people with a loop over groups."""

import numpy as np
import pandas as pd


def servqual_gaps(pairs):
    people = []
    for _, rows in pairs.groupby("resp"):
        means = {}
        for dim, part in rows.groupby("dim"):
            means[dim] = (part["P"] - part["E"]).mean()
        people.append(means)
    person = pd.DataFrame(people, dtype=float)
    result = person.mean().round(3).to_dict()
    result["total"] = round(person.mean(axis=1).mean(), 3) if people else np.nan
    return result
