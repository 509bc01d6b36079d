"""The vertical axis does not say that its values are euros.

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
