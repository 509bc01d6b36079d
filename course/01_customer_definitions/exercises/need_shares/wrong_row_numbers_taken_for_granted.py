"""Your function looks up rows by the numbers 0, 1, 2 and so on, but these rows have other numbers. Rows from a larger table keep their old numbers, so loop over the rows themselves.

Fails: need_shares_untagged
"""


def need_shares(mentions):
    people, everybody = {}, set()
    for i in range(len(mentions)):
        need = mentions["need"][i]
        if isinstance(need, str):
            everybody.add(mentions["customer_id"][i])
            people.setdefault(need, set()).add(mentions["customer_id"][i])
    return {need: 100 * len(who) / len(everybody) for need, who in people.items()}
