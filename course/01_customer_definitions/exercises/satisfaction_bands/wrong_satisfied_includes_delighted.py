"""Your function counts the delighted among the satisfied as well, so its three shares add up to more than 100. Each person belongs to only one band.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: [100 * (group < 0).mean(), 100 * (group >= 0).mean(), 100 * (group > 0).mean()]
        for name, group in groups.items()
    }
