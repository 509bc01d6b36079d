"""Your function returns a share of 100 when no switch has an answer, as if all had gone well. Nothing is known in that case, so the share should be missing (NaN).

Fails: seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    before = ordered.groupby("case_id")["channel"].shift()
    switches = ordered[before.notna() & (ordered["channel"] != before)]
    answers = switches["repeated"].dropna()
    share = 100 * (answers == 0).mean() if len(answers) else 100
    return {"switches": len(switches), "seamless": share}
