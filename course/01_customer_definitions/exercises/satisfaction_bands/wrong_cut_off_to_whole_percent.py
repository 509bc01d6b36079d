"""Your function cuts off the decimals. Round to one decimal place, or do not round at all.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: [100 * n // len(group) if len(group) else float("nan") for n in counts(group)]
        for name, group in groups.items()
    }


def counts(group):
    return [(group < 0).sum(), (group == 0).sum(), (group > 0).sum()]
