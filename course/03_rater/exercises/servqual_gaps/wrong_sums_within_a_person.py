"""Your function adds up the gaps of a person instead of averaging them, so those who completed more statements count for more. Take the mean within each person.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gaps = pairs.assign(gap=pairs["P"] - pairs["E"]).groupby(["resp", "dim"])["gap"]
    people = gaps.sum(min_count=1).unstack()
    return people.mean().to_dict() | {"total": people.mean(axis=1).mean()}
