"""Your function sorts the table by "ts" alone, which mixes the contacts of different cases. Sort within each case.

Fails: seamless_switches_values, seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values("ts", kind="stable")
    same_case = ordered["case_id"] == ordered["case_id"].shift()
    switches = ordered[same_case & (ordered["channel"] != ordered["channel"].shift())]
    answers = switches["repeated"].dropna()
    return {"switches": len(switches), "seamless": 100 * (answers == 0).mean()}
