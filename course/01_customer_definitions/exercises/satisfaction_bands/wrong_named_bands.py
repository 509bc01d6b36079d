"""Your function gives the three shares of a segment names of their own. The task asks for a list of three numbers, starting with the dissatisfied.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: {
            "dissatisfied": 100 * (group < 0).mean(),
            "satisfied": 100 * (group == 0).mean(),
            "delighted": 100 * (group > 0).mean(),
        }
        for name, group in groups.items()
    }
