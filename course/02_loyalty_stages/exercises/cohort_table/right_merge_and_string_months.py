"""Works with text months and a list of all months in between."""


def cohort_table(orders):
    pairs = orders[["customer_id"]].assign(month=orders["date"].str[:7]).drop_duplicates()
    if pairs.empty:
        return {}
    start = pairs.groupby("customer_id", as_index=False)["month"].min()
    pairs = pairs.merge(start.rename(columns={"month": "cohort"}), on="customer_id")
    first, last = pairs["month"].min(), pairs["month"].max()
    months = []
    year, month = int(first[:4]), int(first[5:])
    while f"{year}-{month:02}" <= last:
        months.append(f"{year}-{month:02}")
        month += 1
        if month == 13:
            year, month = year + 1, 1
    table = {}
    for cohort in pairs["cohort"].unique():
        group = pairs[pairs["cohort"] == cohort]
        size = group["customer_id"].nunique()
        later = months[months.index(cohort) :]
        table[cohort] = {
            k: float(100 * (group["month"] == m).sum() / size) for k, m in enumerate(later)
        }
    return table
