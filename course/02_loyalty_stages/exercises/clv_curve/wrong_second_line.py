"""Your chart has a second line. The task asks for one line, with a point for each retention.

Fails: clv_curve_line, clv_curve_reading_aids
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    rising = sorted(retentions)
    values = [margin * kept / (1 + rate - kept) for kept in rising]
    figure, axes = plt.subplots()
    axes.plot(rising, values, "o-")
    axes.plot([rising[0], rising[-1]], [values[0], margin], "--")
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
