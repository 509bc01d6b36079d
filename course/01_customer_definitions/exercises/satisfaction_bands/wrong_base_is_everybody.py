"""Your function divides by the number of all people, including those with a blank rating, so its shares do not add up to 100. Leave those people out of both the numerator and the denominator.

Fails: satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    gap = survey["perform"] - survey["expect"]
    groups = {name: gap[survey["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: [100 * (group < 0).mean(), 100 * (group == 0).mean(), 100 * (group > 0).mean()]
        for name, group in groups.items()
    }
