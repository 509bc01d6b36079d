"""Your function averages the share over the cases. Count every answered switch once, no matter which case it is in.

Fails: seamless_switches_values
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    before = ordered.groupby("case_id")["channel"].shift()
    switches = ordered[before.notna() & (ordered["channel"] != before)]
    answers = switches["repeated"].dropna()
    share = (answers == 0).groupby(switches["case_id"]).mean().mean()
    return {"switches": len(switches), "seamless": 100 * share}
