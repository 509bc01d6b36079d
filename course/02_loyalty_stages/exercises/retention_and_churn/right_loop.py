"""Goes through the rows and remembers whom it has seen."""


def retention_and_churn(members):
    seen = []
    start = 0
    stayed = 0
    for row in members.itertuples():
        if row.customer_id in seen:
            continue
        seen.append(row.customer_id)
        if row.at_start == 1:
            start = start + 1
            if row.at_end == 1:
                stayed = stayed + 1
    if start == 0:
        return {"retention": None, "churn": None}
    lost = start - stayed
    return {"retention": stayed / start * 100, "churn": lost / start * 100}
