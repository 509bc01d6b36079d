"""The axes of your chart have no labels. Readers who see only the chart need to know what it shows, and in which unit.

Fails: clv_curve_reading_aids
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    rising = sorted(retentions)
    values = [margin * kept / (1 + rate - kept) for kept in rising]
    figure, axes = plt.subplots()
    axes.plot(rising, values)
    axes.set(title="Lifetime value (EUR) by retention")
    return figure
