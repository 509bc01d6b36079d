"""Your chart labels the bars with whole words. The task asks for the letters R, A, T, E and S.

Fails: gap_chart_bars
"""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    names = ["Reliability", "Assurance", "Tangibles", "Empathy", "Responsiveness"]
    figure, axes = plt.subplots()
    axes.bar(names, [gaps[letter] for letter in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure
