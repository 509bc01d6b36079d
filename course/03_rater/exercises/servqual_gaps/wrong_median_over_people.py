"""Your function takes the median over people. The task asks for the mean.

Fails: servqual_gaps_values
"""


def servqual_gaps(pairs):
    gap = pairs["P"] - pairs["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.median().to_dict() | {"total": person.mean(axis=1).median()}
