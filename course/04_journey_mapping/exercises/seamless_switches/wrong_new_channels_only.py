"""Your function counts only channels that are new to a case. A return to an earlier channel is a switch too.

Fails: seamless_switches_values, seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    known = ordered.duplicated(["case_id", "channel"])
    switches = ordered[~known & ordered.duplicated("case_id")]
    answers = switches["repeated"].dropna()
    return {"switches": len(switches), "seamless": 100 * (answers == 0).mean()}
