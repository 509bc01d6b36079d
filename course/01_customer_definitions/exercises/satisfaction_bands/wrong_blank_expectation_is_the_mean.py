"""Your function puts the mean of the segment in place of a missing expectation. Only people who gave both ratings count.

Fails: satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    mean = survey.groupby("segment")["expect"].transform("mean")
    pairs = survey.assign(expect=survey["expect"].fillna(mean))
    pairs = pairs.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: [100 * (group < 0).mean(), 100 * (group == 0).mean(), 100 * (group > 0).mean()]
        for name, group in groups.items()
    }
