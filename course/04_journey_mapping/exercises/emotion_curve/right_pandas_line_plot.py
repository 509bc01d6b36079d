"""Lets pandas draw the line and sets the ticks by hand."""


def emotion_curve(answers):
    order = answers.drop_duplicates("touchpoint").set_index("touchpoint")["order"].sort_values()
    grouped = answers.groupby("touchpoint")["emotion"]
    means = grouped.mean().reindex(order.index).dropna()
    counts = grouped.count().reindex(means.index)
    axes = means.plot(marker="o", color="green", figsize=(9, 3.5))
    axes.set_xticks(range(len(means)))
    axes.set_xticklabels(means.index)
    for number, name in enumerate(means.index):
        if counts[name] < 2:
            axes.plot([number], [means[name]], "o", color="green", fillstyle="none", zorder=5)
            axes.plot([number], [means[name]], "o", color="green", markerfacecolor="w", zorder=6)
    axes.set(xlabel="touchpoint", ylabel="mean emotion (scale points, -2 to 2)", title="Journey")
    return axes.figure
