"""The dimensions are right, but people who skipped a dimension weigh less in your total. Average the dimension means of each person first, then average over people.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"] - pairs["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.mean().to_dict() | {"total": person.stack().mean()}
