"""Your function counts contacts on the same channel as the one before. A switch is a contact on a different channel.

Fails: seamless_switches_values, seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    before = ordered.groupby("case_id")["channel"].shift()
    switches = ordered[ordered["channel"] == before]
    answers = switches["repeated"].dropna()
    return {"switches": len(switches), "seamless": 100 * (answers == 0).mean()}
