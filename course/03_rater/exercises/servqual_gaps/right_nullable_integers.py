"""Nullable integers, in which a blank is pd.NA."""


def servqual_gaps(pairs):
    gap = pairs["P"].astype("Int64") - pairs["E"].astype("Int64")
    table = pairs.assign(gap=gap.astype("Float64"), dim=pairs["dim"].astype("category"))
    person = table.groupby(["resp", "dim"], observed=True)["gap"].mean().unstack()
    return {dim: person[dim].mean() for dim in person} | {"total": person.mean(axis=1).mean()}
