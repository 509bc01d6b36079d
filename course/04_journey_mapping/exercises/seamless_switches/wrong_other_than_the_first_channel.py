"""Your function compares each contact with the first one of its case. Compare it with the one right before it.

Fails: seamless_switches_values, seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    first = ordered.groupby("case_id")["channel"].transform("first")
    switches = ordered[ordered["channel"] != first]
    answers = switches["repeated"].dropna()
    return {"switches": len(switches), "seamless": 100 * (answers == 0).mean()}
