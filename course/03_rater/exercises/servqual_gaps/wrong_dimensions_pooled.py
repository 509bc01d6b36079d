"""The total is right, but your function averages all statements of a dimension at once. People who completed more of them weigh more, so average within each person first.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"] - pairs["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return gap.groupby(pairs["dim"]).mean().to_dict() | {"total": person.mean(axis=1).mean()}
