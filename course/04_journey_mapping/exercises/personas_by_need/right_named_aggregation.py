"""Uses named aggregation on the table with the small needs renamed."""


def personas_by_need(customers, smallest):
    tagged = customers.loc[customers["need"].notna()].copy()
    counts = tagged["need"].value_counts()
    tagged["persona"] = tagged["need"].replace(
        {need: "other" for need in counts[counts < smallest].index}
    )
    table = tagged.groupby("persona").agg(
        n=("customer_id", "size"), orders=("orders", "median"), spend=("spend", "median")
    )
    table["n"] = 100 * table["n"] / max(len(tagged), 1)
    return {name: list(row) for name, row in zip(table.index, table.to_numpy())}
