"""Your function reports a gap of 0 for a dimension that nobody completed, as if the service had been just as expected. Nothing is known there, so the gap is missing (NaN).

Fails: servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"] - pairs["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.mean().fillna(0).to_dict() | {"total": person.mean(axis=1).mean()}
