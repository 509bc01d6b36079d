"""Your function groups people by their csat score. The task compares the performance with what people expected.

Fails: satisfaction_bands_values, satisfaction_bands_blanks
"""


def satisfaction_bands(survey):
    pairs = survey.dropna(subset=["csat"])
    groups = {name: pairs[pairs["segment"] == name] for name in survey["segment"].unique()}
    groups["all"] = pairs
    return {
        name: [
            100 * (rows["csat"] < 3).mean(),
            100 * (rows["csat"] == 3).mean(),
            100 * (rows["csat"] > 3).mean(),
        ]
        for name, rows in groups.items()
    }
