"""Your function divides by the number of answered switches even when there are none. In that case, the share should be missing (NaN).

Fails: seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    before = ordered.groupby("case_id")["channel"].shift()
    switches = ordered[before.notna() & (ordered["channel"] != before)]
    answers = switches["repeated"].dropna()
    smooth = int((answers == 0).sum())
    return {"switches": len(switches), "seamless": 100 * smooth / len(answers)}
