"""The dimensions are right, but each person's dimensions are added up for the total. Take their mean, on the scale of a single gap.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"] - pairs["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.mean().to_dict() | {"total": person.sum(axis=1).mean()}
