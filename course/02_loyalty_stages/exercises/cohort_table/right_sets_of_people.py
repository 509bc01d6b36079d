"""Loops over the orders and remembers who was active in which month."""


def cohort_table(orders):
    active = {}
    first = {}
    for customer, date in zip(orders["customer_id"], orders["date"]):
        month = int(date[:4]) * 12 + int(date[5:7])
        active.setdefault(month, set()).add(customer)
        first[customer] = min(month, first.get(customer, month))
    result = {}
    for start in sorted(set(first.values())):
        people = {c for c in first if first[c] == start}
        row = {}
        for month in range(start, max(active) + 1):
            row[month - start] = round(
                100 * len(people & active.get(month, set())) / len(people), 1
            )
        year, number = divmod(start - 1, 12)
        result[f"{year}-{number + 1:02d}"] = row
    return result
