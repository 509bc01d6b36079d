"""The three shares stand in another order than asked. Begin with the dissatisfied, end with the delighted.

Fails: satisfaction_bands_values
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: [100 * (group == 0).mean(), 100 * (group < 0).mean(), 100 * (group > 0).mean()]
        for name, group in groups.items()
    }
