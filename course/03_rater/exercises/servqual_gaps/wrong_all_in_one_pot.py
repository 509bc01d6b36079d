"""Your function averages all statements of a dimension at once, and its total averages those results. Average within each person first.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    complete = pairs.dropna()
    gaps = (complete["P"] - complete["E"]).groupby(complete["dim"]).mean()
    return gaps.to_dict() | {"total": gaps.mean()}
