"""Your function reads a missing expectation as 0, so anyone beside it is delighted. Only people who gave both ratings count.

Fails: satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["perform"])
    gap = pairs["perform"] - pairs["expect"].fillna(0)
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: [100 * (group < 0).mean(), 100 * (group == 0).mean(), 100 * (group > 0).mean()]
        for name, group in groups.items()
    }
