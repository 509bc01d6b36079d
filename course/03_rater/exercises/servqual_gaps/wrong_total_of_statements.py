"""The dimensions are right, but the total averages a person's statements. Dimensions have unequal numbers of statements: average the person's dimension means.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"] - pairs["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.mean().to_dict() | {"total": gap.groupby(pairs["resp"]).mean().mean()}
