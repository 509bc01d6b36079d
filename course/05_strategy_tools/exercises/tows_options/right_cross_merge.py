"""Crosses two tables and sorts the result."""


def tows_options(factors):
    ours = factors.query("type in ['S', 'W']")[["type", "name", "weight"]]
    theirs = factors.query("type in ['O', 'T']")[["type", "name", "weight"]]
    pairs = ours.merge(theirs, how="cross", suffixes=("_in", "_out"))
    pairs = pairs.assign(
        label=pairs["type_in"] + pairs["type_out"], score=pairs["weight_in"] * pairs["weight_out"]
    )
    pairs = pairs[pairs["score"] > 11]
    pairs = pairs.sort_values(["label", "name_in", "name_out"])
    pairs = pairs.sort_values("score", ascending=False, kind="stable")
    result = []
    for row in pairs.itertuples():
        result.append(row.label + ":" + row.name_in + "×" + row.name_out + "=" + str(row.score))
    return result
