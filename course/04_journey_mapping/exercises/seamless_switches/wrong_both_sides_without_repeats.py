"""Your function calls a switch seamless only if nothing was repeated in the contact before it either. Look only at the contact after the change of channel.

Fails: seamless_switches_values, seamless_switches_unanswered
"""


def seamless_switches(contacts):
    ordered = contacts.sort_values(["case_id", "ts"])
    groups = ordered.groupby("case_id")
    before = groups["channel"].shift()
    here = before.notna() & (ordered["channel"] != before)
    smooth = here & (ordered["repeated"] == 0) & (groups["repeated"].shift() == 0)
    answered = ordered.loc[here, "repeated"].count()
    share = 100 * smooth.sum() / answered if answered else float("nan")
    return {"switches": int(here.sum()), "seamless": share}
