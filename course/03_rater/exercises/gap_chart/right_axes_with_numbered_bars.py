"""Places the bars by number, draws the line by hand and returns the axes."""

import matplotlib.pyplot as plt


def gap_chart(gaps):
    letters = list("RATES")
    _, axes = plt.subplots()
    axes.bar(range(5), [gaps[letter] for letter in letters], width=0.6)
    axes.set_xticks(range(5), letters)
    axes.plot([-0.5, 4.5], [0, 0], color="black")
    axes.set_xlabel("RATER dimension")
    axes.set_ylabel("gap (points on a scale of 7)")
    return axes
