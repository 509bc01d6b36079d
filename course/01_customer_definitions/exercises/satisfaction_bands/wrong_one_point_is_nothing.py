"""Your function treats a difference of one point as no difference. The rule has no tolerance: one point below is below.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: [100 * (group < -1).mean(), 100 * (group.abs() <= 1).mean(), 100 * (group > 1).mean()]
        for name, group in groups.items()
    }
