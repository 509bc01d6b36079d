"""Every contact after the first counts as a switch. On the same channel nothing was switched.

Fails: seamless_switches_values, seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    before = ordered.groupby("case_id")["channel"].shift()
    switches = ordered[before.notna()]
    answers = switches["repeated"].dropna()
    return {"switches": len(switches), "seamless": 100 * (answers == 0).mean()}
