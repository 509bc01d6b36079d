"""Your function counts people whose expectations were just met as dissatisfied. Someone who gets exactly what they expected is satisfied.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: [100 * (group <= 0).mean(), 0.0 * group.mean(), 100 * (group > 0).mean()]
        for name, group in groups.items()
    }
