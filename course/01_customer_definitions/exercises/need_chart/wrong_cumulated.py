"""Your chart starts each bar where the one before it ends. Start every bar at zero, because these shares are not parts of one total.

Fails: need_chart_bars
"""

import matplotlib.pyplot as plt
import numpy as np


def need_chart(shares):
    needs = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.bar(
        needs,
        [shares[need] for need in needs],
        bottom=np.cumsum([0] + [shares[need] for need in needs])[:-1],
    )
    axes.set(xlabel="need", ylabel="people (%)")
    return figure
