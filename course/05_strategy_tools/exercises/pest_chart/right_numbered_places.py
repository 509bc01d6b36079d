"""Places the bars by number, sets the ticks and returns the axes."""

import matplotlib.pyplot as plt


def pest_chart(balance):
    full = {"political": 0, "economic": 0, "social": 0, "technological": 0}
    full.update({name: value for name, value in balance.items() if name in full})
    _, axes = plt.subplots(figsize=(6, 3))
    axes.bar(range(4), list(full.values()), width=0.5)
    axes.set_xticks(range(4), list(full))
    axes.hlines(0, -0.5, 3.5, color="grey")
    axes.set(xlabel="factor", ylabel="points of effect (scale points)", title="PEST")
    return axes
