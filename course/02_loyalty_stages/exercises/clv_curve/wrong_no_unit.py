"""The vertical axis of your chart has a label, but it does not name the unit of the task. Add it.

Fails: clv_curve_reading_aids
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    rising = sorted(retentions)
    values = [margin * kept / (1 + rate - kept) for kept in rising]
    figure, axes = plt.subplots()
    axes.plot(rising, values)
    axes.set(xlabel="retention", ylabel="lifetime value")
    return figure
