"""Your function counts switches without an answer in the denominator of the share. Leave them out.

Fails: seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    before = ordered.groupby("case_id")["channel"].shift()
    switches = ordered[before.notna() & (ordered["channel"] != before)]
    answers = switches["repeated"]
    return {"switches": len(switches), "seamless": 100 * (answers == 0).mean()}
