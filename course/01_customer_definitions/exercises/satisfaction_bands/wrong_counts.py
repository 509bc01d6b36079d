"""Your function returns numbers of people. Divide by the number of people who gave both ratings, so that segments of different sizes can be compared.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: [
            (group < 0).sum() if len(group) else float("nan"),
            (group == 0).sum() if len(group) else float("nan"),
            (group > 0).sum() if len(group) else float("nan"),
        ]
        for name, group in groups.items()
    }
