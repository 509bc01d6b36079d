"""Your function reads a blank perception as 0, which turns a missing answer into a huge gap. Drop the incomplete pair instead.

Fails: servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"].fillna(0) - pairs["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
