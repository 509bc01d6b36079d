"""Your function reports 0 for a segment without a complete pair of ratings, as if nobody there were satisfied. Nobody was judged there, so the result should be missing (NaN).

Fails: satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["expect", "perform"])
    gap = pairs["perform"] - pairs["expect"]
    groups = {name: gap[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = gap
    shares = {
        name: [100 * (group < 0).mean(), 100 * (group == 0).mean(), 100 * (group > 0).mean()]
        for name, group in groups.items()
    }
    return {name: [0 if x != x else x for x in three] for name, three in shares.items()}
