"""Your function counts only switches with an answer. Count all switches, and leave those without an answer out of the share only.

Fails: seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    before = ordered.groupby("case_id")["channel"].shift()
    switches = ordered[before.notna() & (ordered["channel"] != before)]
    answers = switches["repeated"].dropna()
    return {"switches": len(answers), "seamless": 100 * (answers == 0).mean()}
