"""Where somebody skipped a dimension, it counts as a gap of 0, as if all had been as expected. It is missing for that person.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"] - pairs["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack().fillna(0)
    return person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
