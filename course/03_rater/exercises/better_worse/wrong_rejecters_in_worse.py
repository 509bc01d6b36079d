"""Your function counts people who reject the feature (R) in the numerator of Worse. The task leaves R out.

Fails: better_worse_values, better_worse_empty_base
"""

import numpy as np


def better_worse(counts):
    b = counts[["A", "O", "M", "I"]].sum(axis=1).replace(0, np.nan)
    return {
        f: [x, y]
        for f, x, y in zip(
            counts["feature"],
            (counts["A"] + counts["O"]) / b,
            -(counts["O"] + counts["M"] + counts["R"]) / b,
        )
    }
