"""Your function treats high performance as delight, whatever people expected. A 4 disappoints somebody who expected a 5, so compare the two ratings.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    groups = {name: pairs[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = pairs
    return {
        name: [
            100 * (rows["perform"] < 3).mean(),
            100 * (rows["perform"] == 3).mean(),
            100 * (rows["perform"] > 3).mean(),
        ]
        for name, rows in groups.items()
    }
