"""Takes one row after another and rounds."""


def lifetime_values(segments, rate):
    values = {}
    for row in segments.itertuples():
        m = row.margin
        r = row.retention
        if r >= 1 + rate:
            raise ValueError("retention too high: " + str(row.segment))
        values[row.segment] = round(m * r / (1 + rate - r), 2)
    return values
