"""The axes have no labels. A reader who sees only the chart must know what is drawn, and in which unit.

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
