"""Your function returns the three shares in the wrong order. Begin with the dissatisfied and end with the delighted.

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
