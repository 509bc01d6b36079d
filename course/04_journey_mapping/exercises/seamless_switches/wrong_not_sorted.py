"""Your function compares the contacts in the order of the table. Sort each case by "ts" first.

Fails: seamless_switches_values, seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts
    before = ordered.groupby("case_id")["channel"].shift()
    switches = ordered[before.notna() & (ordered["channel"] != before)]
    answers = switches["repeated"].dropna()
    return {"switches": len(switches), "seamless": 100 * (answers == 0).mean()}
