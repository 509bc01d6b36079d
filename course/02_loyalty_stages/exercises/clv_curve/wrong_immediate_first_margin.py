"""Your function adds one more margin, earned at once. In this lesson the first margin comes after a year.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    rising = sorted(retentions)
    values = [margin * (1 + rate) / (1 + rate - kept) for kept in rising]
    figure, axes = plt.subplots()
    axes.plot(rising, values)
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
