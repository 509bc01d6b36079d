"""The dimensions are right, but in the total somebody who skipped a dimension weighs less. Give each person one mean of dimension means, then average people.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"] - pairs["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.mean().to_dict() | {"total": person.stack().mean()}
