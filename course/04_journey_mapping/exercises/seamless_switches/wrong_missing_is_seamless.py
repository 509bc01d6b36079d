"""Your function counts a missing answer as seamless. Nobody said that the switch went smoothly, so leave it out of the share.

Fails: seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    before = ordered.groupby("case_id")["channel"].shift()
    switches = ordered[before.notna() & (ordered["channel"] != before)]
    answers = switches["repeated"].fillna(0)
    return {"switches": len(switches), "seamless": 100 * (answers == 0).mean()}
