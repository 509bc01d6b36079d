"""Plain Python with lists and the median of the standard library."""

from statistics import median


def personas_by_need(customers, smallest):
    people = {}
    for row in customers.itertuples():
        if isinstance(row.need, str):
            people.setdefault(row.need, []).append((row.orders, row.spend))
    total = sum(len(rows) for rows in people.values())
    merged = {}
    for need, rows in people.items():
        name = need if len(rows) >= smallest else "other"
        merged[name] = merged.get(name, []) + rows
    result = {}
    for name, rows in merged.items():
        orders = [order for order, _ in rows if order == order]
        result[name] = [
            round(100 * len(rows) / total, 1),
            median(orders) if orders else float("nan"),
            median(spend for _, spend in rows),
        ]
    return result
