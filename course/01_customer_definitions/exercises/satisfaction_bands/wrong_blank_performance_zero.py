"""Your function treats a blank performance as 0, as if it had been terrible. You cannot judge somebody who did not answer.

Fails: satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.fillna({"perform": 0}).dropna(subset=["expect"])
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: [100 * (group < 0).mean(), 100 * (group == 0).mean(), 100 * (group > 0).mean()]
        for name, group in groups.items()
    }
