"""Your function returns shares between 0 and 1. The task asks for percentages from 0 to 100.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: [(group < 0).mean(), (group == 0).mean(), (group > 0).mean()]
        for name, group in groups.items()
    }
