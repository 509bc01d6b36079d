"""Your function drops contacts without an answer before it compares neighbours, so it compares the wrong ones. Find the switches first.

Fails: seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.dropna(subset=["repeated"]).sort_values(["case_id", "ts"])
    before = ordered.groupby("case_id")["channel"].shift()
    switches = ordered[before.notna() & (ordered["channel"] != before)]
    answers = switches["repeated"].dropna()
    return {"switches": len(switches), "seamless": 100 * (answers == 0).mean()}
