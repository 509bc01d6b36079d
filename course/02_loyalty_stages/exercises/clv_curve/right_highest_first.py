"""Draws from the highest retention to the lowest, which the picture does not show."""

import matplotlib.pyplot as plt


def clv_curve(margin, rate, retentions):
    falling = sorted(retentions, reverse=True)
    values = [margin * kept / (1 + rate - kept) for kept in falling]
    figure, axes = plt.subplots()
    axes.plot(falling, values)
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
