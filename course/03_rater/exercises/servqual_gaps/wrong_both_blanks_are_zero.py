"""Your function reads blank expectations and perceptions as 0, which turns missing answers into gaps. Drop the incomplete pair instead.

Fails: servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"].fillna(0) - pairs["E"].fillna(0)
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
