"""Your function gives a segment without a complete pair of ratings a single missing value. The task asks for a list of three, as for every other segment.

Fails: satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: [100 * (group < 0).mean(), 100 * (group == 0).mean(), 100 * (group > 0).mean()]
        if len(group)
        else float("nan")
        for name, group in groups.items()
    }
