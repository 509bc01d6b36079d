"""The dimensions are right, but your total adds up each person's dimension means. Average them instead, so that the total is on the same scale as a single gap.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"] - pairs["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.mean().to_dict() | {"total": person.sum(axis=1).mean()}
