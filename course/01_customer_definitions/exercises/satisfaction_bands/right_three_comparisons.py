"""Three comparisons per segment in a loop."""


def satisfaction_bands(survey):
    complete = survey[survey["expect"].notna() & survey["perform"].notna()]
    result = {}
    for segment in survey["segment"].unique():
        own = complete[complete["segment"] == segment]
        below = (own["perform"] < own["expect"]).mean() * 100
        same = (own["perform"] == own["expect"]).mean() * 100
        above = (own["perform"] > own["expect"]).mean() * 100
        result[segment] = [round(below, 1), round(same, 1), round(above, 1)]
    below = (complete["perform"] < complete["expect"]).mean() * 100
    same = (complete["perform"] == complete["expect"]).mean() * 100
    above = (complete["perform"] > complete["expect"]).mean() * 100
    result["all"] = [round(below, 1), round(same, 1), round(above, 1)]
    return result
