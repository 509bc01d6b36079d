"""Nobody is told apart from anybody: the statements of all are averaged at once, and the total averages the results. Average within each person first.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    complete = pairs.dropna()
    gaps = (complete["P"] - complete["E"]).groupby(complete["dim"]).mean()
    return gaps.to_dict() | {"total": gaps.mean()}
