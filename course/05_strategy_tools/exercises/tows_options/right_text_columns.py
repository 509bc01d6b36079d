"""Merges each with each and adds columns of text; sorts twice, the second time stably."""


def tows_options(factors):
    inside = factors.query("type in ['S', 'W']").sort_values("name")
    outside = factors.query("type in ['O', 'T']").sort_values("name")
    pairs = inside.merge(outside, how="cross", suffixes=("_in", "_out"))
    pairs["score"] = pairs["weight_in"] * pairs["weight_out"]
    pairs["label"] = pairs["type_in"] + pairs["type_out"]
    pairs = pairs[pairs["score"] > 11].sort_values(["label", "name_in", "name_out"])
    pairs = pairs.sort_values("score", ascending=False, kind="stable")
    texts = pairs["label"] + ":" + pairs["name_in"] + "×" + pairs["name_out"]
    return (texts + "=" + pairs["score"].astype(str)).to_numpy()
