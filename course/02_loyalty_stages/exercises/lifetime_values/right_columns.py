"""Computes with whole columns and returns a Series."""


def lifetime_values(segments, rate):
    table = segments.set_index("segment")
    if table["retention"].max() >= 1 + rate:
        raise ValueError("retention too high")
    return (table["margin"] * table["retention"] / (1 + rate - table["retention"])).round(2)
