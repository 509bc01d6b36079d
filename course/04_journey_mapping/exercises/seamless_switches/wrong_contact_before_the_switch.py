"""Your function reads the answer from the contact before the switch. Look at the contact on the new channel.

Fails: seamless_switches_values, seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    before = ordered.groupby("case_id")["channel"].shift()
    switches = ordered[before.notna() & (ordered["channel"] != before)]
    answers = ordered.groupby("case_id")["repeated"].shift()[switches.index].dropna()
    return {"switches": len(switches), "seamless": 100 * (answers == 0).mean()}
