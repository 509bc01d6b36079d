"""Your function subtracts each person's mean of E from their mean of P, so half of an incomplete pair still counts. Subtract pair by pair first.

Fails: servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    person = pairs.groupby(["resp", "dim"])[["E", "P"]].mean()
    person = (person["P"] - person["E"]).unstack()
    return person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
