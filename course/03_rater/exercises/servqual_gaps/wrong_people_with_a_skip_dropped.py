"""Your function drops everybody who skipped a dimension. These people still count in the dimensions that they did complete.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"] - pairs["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack().dropna()
    return person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
