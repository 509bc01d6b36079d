"""Contacts are compared only if their numbers follow directly. A gap in ts does not end a case; the contact before is the one with the next smaller number.

Fails: seamless_switches_values
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    cases = ordered.groupby("case_id")
    direct = ordered["ts"] == cases["ts"].shift() + 1
    switches = ordered[direct & (ordered["channel"] != cases["channel"].shift())]
    answers = switches["repeated"].dropna()
    return {"switches": len(switches), "seamless": 100 * (answers == 0).mean()}
