"""Drops incomplete pairs, groups twice and puts unanswered dimensions back."""


def servqual_gaps(pairs):
    complete = pairs.dropna(subset=["E", "P"])
    complete = complete.assign(gap=complete["P"] - complete["E"])
    person = complete.groupby(["resp", "dim"], as_index=False)["gap"].mean()
    result = person.groupby("dim")["gap"].mean().reindex(sorted(pairs["dim"].unique()))
    total = person.groupby("resp")["gap"].mean().mean()
    return {**result.round(3).to_dict(), "total": total}
