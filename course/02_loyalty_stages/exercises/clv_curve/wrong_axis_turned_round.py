"""Your horizontal axis runs backwards, from the highest retention to the lowest. Leave it as matplotlib draws it.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    falling = sorted(retentions, reverse=True)
    values = [margin * kept / (1 + rate - kept) for kept in falling]
    figure, axes = plt.subplots()
    axes.plot(falling, values)
    axes.invert_xaxis()
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
