"""Notices a factor that is already in the result."""


def swot_letters(factors):
    result = {}
    for name, inside, helpful in zip(factors["factor"], factors["inside"], factors["helpful"]):
        if name in result:
            raise ValueError(f"{name} comes twice")
        row = "WS" if inside == 1 else "TO" if inside == 0 else ""
        known = helpful in (0, 1)
        result[name] = row[int(helpful)] if row and known else "unclear"
    return result
