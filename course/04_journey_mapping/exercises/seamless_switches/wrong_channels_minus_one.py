"""Your function counts the different channels of each case, minus one. A customer who returns to an earlier channel has switched once more.

Fails: seamless_switches_values, seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    before = ordered.groupby("case_id")["channel"].shift()
    switches = ordered[before.notna() & (ordered["channel"] != before)]
    answers = switches["repeated"].dropna()
    channels = ordered.groupby("case_id")["channel"].nunique()
    return {"switches": (channels - 1).sum(), "seamless": 100 * (answers == 0).mean()}
