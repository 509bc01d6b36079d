"""Takes two shares per segment and subtracts them."""


def nps_by_segment(survey):
    valid = survey.dropna(subset=["nps"])
    if len(valid) and not valid["nps"].between(0, 10).all():
        raise ValueError("score out of range")
    result = {}
    for segment in survey["segment"].unique():
        scores = valid.loc[valid["segment"] == segment, "nps"]
        result[segment] = 100 * (scores >= 9).mean() - 100 * (scores <= 6).mean()
    result["all"] = 100 * (valid["nps"] >= 9).mean() - 100 * (valid["nps"] <= 6).mean()
    return result
