"""Joins the two answers to a code in whole numbers that may be missing, and maps it."""


def swot_letters(factors):
    if not factors["factor"].is_unique:
        raise ValueError("a factor is listed twice")
    judged = factors.set_index("factor")[["inside", "helpful"]].astype("Int64").astype(str)
    code = judged["inside"] + judged["helpful"]
    return code.map({"11": "S", "10": "W", "01": "O", "00": "T"}).fillna("unclear")
