"""Your function returns mean differences in scale points. The task counts people: what share of them is below, at and above their expectation?

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    means = {name: gap[pairs["segment"] == name].mean() for name in survey["segment"].unique()}
    return {**means, "all": gap.mean()}
