"""Your function uses a fixed list of segments. Take them from the table that it is given, because another survey has other segments.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    known = [name for name in ["Home", "Stud", "Biz"] if len(survey)]
    groups = {name: gap[pairs["segment"] == name] for name in known} | {"all": gap}
    return {
        name: [100 * (group < 0).mean(), 100 * (group == 0).mean(), 100 * (group > 0).mean()]
        for name, group in groups.items()
    }
