"""Your function looks up rows by the numbers 0, 1, 2 and so on, but these rows have other numbers. Rows from a larger table keep their old numbers, so loop over the rows themselves.

Fails: cohort_table_silent_months
"""


def cohort_table(orders):
    active = {}
    for i in range(len(orders)):
        year, month, _ = orders["date"][i].split("-")
        active.setdefault(orders["customer_id"][i], set()).add(12 * int(year) + int(month) - 1)
    cohorts = {}
    for months in active.values():
        cohorts.setdefault(min(months), []).append(months)
    last = max((max(months) for months in active.values()), default=0)
    return {
        f"{start // 12}-{start % 12 + 1:02}": {
            k: 100 * sum(start + k in months for months in people) / len(people)
            for k in range(last - start + 1)
        }
        for start, people in cohorts.items()
    }
