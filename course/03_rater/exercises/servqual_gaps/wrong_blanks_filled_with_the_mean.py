"""Your function fills blanks with a mean, as if people who did not answer agreed with the others. Drop the incomplete pair instead.

Fails: servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    filled = pairs.fillna(pairs[["E", "P"]].mean())
    gap = filled["P"] - filled["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
