"""Your function fills the blanks on both scales with one number, such as 0 or 3. Nobody gave that rating, so leave out incomplete pairs.

Fails: satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.fillna({"perform": 0, "expect": 0})
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    return {
        name: [100 * (group < 0).mean(), 100 * (group == 0).mean(), 100 * (group > 0).mean()]
        for name, group in groups.items()
    }
