"""Your function takes the share among all contacts. Look only at the switches.

Fails: seamless_switches_values, seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    before = ordered.groupby("case_id")["channel"].shift()
    switches = ordered[before.notna() & (ordered["channel"] != before)]
    answers = ordered["repeated"].dropna()
    return {"switches": len(switches), "seamless": 100 * (answers == 0).mean()}
