"""Your function drops everybody who left something blank. Drop only the incomplete pair; their other answers count.

Fails: servqual_gaps_missing_answers
"""


def servqual_gaps(pairs):
    gap = pairs["P"] - pairs["E"]
    whole = gap.notna().groupby(pairs["resp"]).transform("all")
    person = gap.where(whole).groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    return person.mean().to_dict() | {"total": person.mean(axis=1).mean()}
