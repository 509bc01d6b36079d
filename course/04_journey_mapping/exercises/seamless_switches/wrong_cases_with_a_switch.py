"""Your function counts cases with a switch. A case can have several switches, and each of them counts.

Fails: seamless_switches_values, seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    before = ordered.groupby("case_id")["channel"].shift()
    switches = ordered[before.notna() & (ordered["channel"] != before)]
    answers = switches["repeated"].dropna()
    return {
        "switches": switches["case_id"].nunique(),
        "seamless": 100 * (answers == 0).mean(),
    }
