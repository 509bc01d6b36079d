"""Your function compares two contacts only if their values of "ts" are consecutive. The values may have gaps, so compare each contact with the one before it in its case.

Fails: seamless_switches_values
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    cases = ordered.groupby("case_id")
    direct = ordered["ts"] == cases["ts"].shift() + 1
    switches = ordered[direct & (ordered["channel"] != cases["channel"].shift())]
    answers = switches["repeated"].dropna()
    return {"switches": len(switches), "seamless": 100 * (answers == 0).mean()}
