"""Your function counts an incomplete pair as a gap of 0, as if the service had been just as expected. Drop the pair instead.

Fails: servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = (pairs["P"] - pairs["E"]).fillna(0)
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
