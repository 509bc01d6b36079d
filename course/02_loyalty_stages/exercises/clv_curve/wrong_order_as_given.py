"""Your line runs back and forth, in the order in which the retentions were given. Draw it from the lowest to the highest.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    values = [margin * kept / (1 + rate - kept) for kept in retentions]
    figure, axes = plt.subplots()
    axes.plot(retentions, values)
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
