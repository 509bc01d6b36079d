"""Your function rounds the fractions before it turns them into percentages, so 1 out of 6 becomes 20. Round at the end, or do not round at all.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: [
            100 * round((group < 0).mean(), 1),
            100 * round((group == 0).mean(), 1),
            100 * round((group > 0).mean(), 1),
        ]
        for name, group in groups.items()
    }
