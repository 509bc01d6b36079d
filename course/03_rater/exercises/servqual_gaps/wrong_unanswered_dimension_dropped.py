"""Your function leaves out a dimension that nobody completed. Report it as missing (NaN), so that the reader knows it was asked about.

Fails: servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    complete = pairs.dropna(subset=["E", "P"])
    gap = complete["P"] - complete["E"]
    person = gap.groupby([complete["resp"], complete["dim"]]).mean().unstack()
    return person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
