"""Does period arithmetic and fills observed gaps."""

import pandas as pd


def cohort_table(orders):
    if orders.empty:
        return {}
    month = pd.PeriodIndex(orders["date"], freq="M")
    work = pd.DataFrame({"who": orders["customer_id"].to_numpy(), "month": month})
    work["cohort"] = work.groupby("who")["month"].transform("min")
    work["k"] = [(m - c).n for m, c in zip(work["month"], work["cohort"])]
    counts = work.groupby(["cohort", "k"])["who"].nunique().unstack(fill_value=0)
    last = month.max()
    result = {}
    for cohort, row in counts.iterrows():
        size = row[0]
        months = (last - cohort).n
        result[str(cohort)] = {k: 100 * row.get(k, 0) / size for k in range(months + 1)}
    return result
