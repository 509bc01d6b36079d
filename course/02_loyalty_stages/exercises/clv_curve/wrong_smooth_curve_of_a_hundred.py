"""Your chart draws the line through many extra points. Give it one point for each of the given retentions.

Fails: clv_curve_line
"""

import matplotlib.pyplot as plt
import numpy as np


def clv_curve(margin, rate, retentions):
    kept = np.linspace(min(retentions), max(retentions), 100)
    figure, axes = plt.subplots()
    axes.plot(kept, margin * kept / (1 + rate - kept))
    axes.set(xlabel="retention", ylabel="lifetime value (EUR)")
    return figure
