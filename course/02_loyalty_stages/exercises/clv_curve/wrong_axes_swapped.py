"""The axes have changed places: value stands below, retention at the side.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    rising = sorted(retentions)
    values = [margin * kept / (1 + rate - kept) for kept in rising]
    figure, axes = plt.subplots()
    axes.plot(values, rising)
    axes.set(xlabel="lifetime value (EUR)", ylabel="retention (EUR)")
    return figure
