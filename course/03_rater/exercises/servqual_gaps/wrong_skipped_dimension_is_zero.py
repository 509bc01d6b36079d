"""Your function counts a skipped dimension as a gap of 0, as if the service had been just as expected. Treat it as missing for that person.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"] - pairs["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack().fillna(0)
    return person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
