"""Your chart shows no line between its points. Draw one line from the lowest retention to the highest, and check that no markers hide it.

Fails: clv_curve_line, clv_curve_reading_aids
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    rising = sorted(retentions)
    values = [margin * kept / (1 + rate - kept) for kept in rising]
    figure, axes = plt.subplots()
    axes.scatter(rising, values)
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
