"""Your function divides by the number of people in the whole company. The base of a segment is its own people.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    missing = float("nan")
    return {
        name: [
            100 * n / len(gap) for n in ((group < 0).sum(), (group == 0).sum(), (group > 0).sum())
        ]
        if len(group)
        else [missing] * 3
        for name, group in groups.items()
    }
