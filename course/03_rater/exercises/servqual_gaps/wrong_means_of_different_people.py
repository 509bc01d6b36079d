"""Your function subtracts two means that are based on different answers: where P is blank, E still counts. Subtract pair by pair, and drop incomplete pairs.

Fails: servqual_gaps_values, servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    means = pairs.groupby("dim")[["E", "P"]].mean()
    result = (means["P"] - means["E"]).to_dict()
    return result | {"total": pairs["P"].mean() - pairs["E"].mean()}
