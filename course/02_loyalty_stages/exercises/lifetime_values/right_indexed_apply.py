"""Sets the index and applies a function to each row."""


def lifetime_values(segments, rate):
    def value(row):
        if row["retention"] >= 1 + rate:
            raise ValueError("retention too high")
        return row["margin"] * row["retention"] / (1 + rate - row["retention"])

    return segments.set_index("segment").apply(value, axis=1).to_dict()
