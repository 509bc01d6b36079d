"""Your function rounds the gaps to one decimal place, which is too coarse. Round to three decimal places, or not at all.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"] - pairs["E"]
    person = gap.groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    result = person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
    return {name: round(value, 1) for name, value in result.items()}
