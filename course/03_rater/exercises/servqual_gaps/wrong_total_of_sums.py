"""The dimensions are right, but the total adds them up. In spite of its name it is a mean, on the scale of a single gap.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"] - pairs["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.mean().to_dict() | {"total": person.mean().sum()}
