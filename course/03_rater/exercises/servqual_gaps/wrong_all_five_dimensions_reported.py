"""Your function reports dimensions that do not occur in the table. The task asks only for those that occur, and the total.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"] - pairs["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    person = person.reindex(columns=list("RATES"))
    return person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
