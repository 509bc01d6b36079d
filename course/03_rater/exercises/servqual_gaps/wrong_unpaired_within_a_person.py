"""Within each person it subtracts mean E from mean P, so that an unanswered half of a pair still counts. Subtract pair by pair first.

Fails: servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    person = pairs.groupby(["resp", "dim"])[["E", "P"]].mean()
    person = (person["P"] - person["E"]).unstack()
    return person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
