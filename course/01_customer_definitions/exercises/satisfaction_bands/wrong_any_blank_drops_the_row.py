"""Your function drops people because of a blank in another column. Only the two ratings that you compare matter.

Fails: satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna()
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: [100 * (group < 0).mean(), 100 * (group == 0).mean(), 100 * (group > 0).mean()]
        for name, group in groups.items()
    }
