"""A blank performance is treated as 0, as if it had been terrible. Somebody who did not answer cannot be judged.

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
