"""Honest charts: ways to draw that differ from the model answer and are right, or nearly so."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.patheffects import Normal, SimpleLineShadow

from pictures.corpus import AIDS, ALL, BARS, LINE, NOTHING, chart


@chart("gap_chart", ALL)
def pyplot_alone(gaps):
    plt.figure()
    plt.bar(list("RATES"), [gaps[one] for one in "RATES"])
    plt.axhline(0, color="black")
    plt.xlabel("dimension")
    plt.ylabel("gap (scale points)")
    return plt.gcf()


@chart("gap_chart", ALL)
def figure_without_pyplot(gaps):
    figure = Figure(figsize=(6, 4))
    axes = figure.add_subplot()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def figure_and_axes_as_a_pair(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure, axes


@chart("gap_chart", ALL)
def axes_alone(gaps):
    _, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap [scale points]")
    return axes


@chart("gap_chart", ALL)
def array_of_axes(gaps):
    _, both = plt.subplots(1, 2, width_ratios=[3, 1])
    axes = both[0]
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return both


@chart("gap_chart", ALL)
def pandas_frame(gaps):
    frame = pd.DataFrame({"gap": pd.Series(gaps).reindex(list("RATES"))})
    axes = frame.plot.bar(rot=0, legend=False)
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return axes


@chart("gap_chart", ALL)
def a_container_for_each_colour(gaps):
    figure, axes = plt.subplots()
    for place, letter in enumerate("RATES"):
        axes.bar([place], [gaps[letter]], color=f"C{place}", label=letter)
    axes.set_xticks(range(5), list("RATES"))
    axes.axhline(0, color="black")
    axes.legend(title="dimension")
    axes.margins(y=0.6)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def patches_by_hand(gaps):
    figure, axes = plt.subplots()
    for place, letter in enumerate("RATES"):
        axes.add_patch(Rectangle((place - 0.3, 0), 0.6, gaps[letter], color="teal"))
    axes.set_xlim(-0.6, 4.6)
    axes.set_ylim(-3, 3)
    axes.set_xticks(range(5), list("RATES"))
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def error_bars_and_numbers(gaps):
    figure, axes = plt.subplots()
    heights = [gaps[one] for one in "RATES"]
    bars = axes.bar(list("RATES"), heights, yerr=0.1, capsize=4)
    axes.bar_label(bars, fmt="%.2f")
    axes.axhline(0, color="black")
    axes.margins(y=0.2)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def numbers_instead_of_ticks(gaps):
    figure, axes = plt.subplots()
    bars = axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.bar_label(bars, fmt="%.3f")
    axes.set_yticks([])
    axes.margins(y=0.2)
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def horizontal_axis_turned_round(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("SETAR"), [gaps[one] for one in "SETAR"])
    axes.invert_xaxis()
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def dark_background(gaps):
    with plt.style.context("dark_background"):
        figure, axes = plt.subplots(layout="constrained")
        axes.bar(list("RATES"), [gaps[one] for one in "RATES"], color="gold")
        axes.axhline(0, color="white")
        axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def grey_style(gaps):
    with plt.style.context("ggplot"):
        figure, axes = plt.subplots(layout="constrained")
        axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
        axes.axhline(0, color="black")
        axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def hatched_bars_with_edges(gaps):
    figure, axes = plt.subplots()
    heights = [gaps[one] for one in "RATES"]
    axes.bar(list("RATES"), heights, color="white", edgecolor="black", hatch="//")
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def outlined_bars(gaps):
    figure, axes = plt.subplots()
    heights = [gaps[one] for one in "RATES"]
    axes.bar(list("RATES"), heights, facecolor="none", edgecolor="navy", linewidth=2)
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def unit_beside_the_axis(gaps):
    figure, axes = plt.subplots(layout="none")
    figure.subplots_adjust(left=0.2, bottom=0.2)
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.text(-0.14, 0.5, "gap {scale points}", rotation=90, va="center", transform=axes.transAxes)
    axes.text(0.5, -0.16, "dimension", ha="center", transform=axes.transAxes)
    return figure


@chart("gap_chart", ALL)
def labels_of_the_whole_figure(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    figure.supxlabel("dimension")
    figure.supylabel("gap\n(scale points)")
    figure.suptitle("Where do we fall short?")
    return figure


@chart("gap_chart", ALL)
def ticks_with_format_and_turned_names(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.yaxis.set_major_formatter("{x:+.1f}")
    axes.tick_params(axis="x", rotation=45)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def numbers_on_the_right(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.yaxis.tick_right()
    axes.yaxis.set_label_position("right")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def names_at_the_top(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def label_lying_at_the_top(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.set_xlabel("dimension", loc="right")
    axes.set_ylabel("gap (scale points)", rotation=0)
    axes.yaxis.set_label_coords(0.1, 1.02)
    return figure


@chart("gap_chart", ALL)
def band_behind_and_note(gaps):
    figure, axes = plt.subplots()
    axes.axhspan(-0.2, 0.2, color="0.9")
    axes.axvspan(-0.5, 0.5, color="orange", alpha=0.2)
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.annotate(
        "our weak side",
        (0, 0.05),
        (1.5, 2.1),
        arrowprops={"arrowstyle": "->"},
        bbox={"boxstyle": "square", "facecolor": "white"},
    )
    axes.set_ylim(-3, 3)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def twin_axis_with_a_line(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"], color="lightsteelblue")
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    other = axes.twinx()
    other.plot(list("RATES"), [3, 1, 4, 1, 5], color="firebrick")
    other.set_ylabel("answers (thousand)")
    return figure


@chart("gap_chart", ALL)
def line_of_a_collection(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.add_collection(LineCollection([[(-0.5, 0), (4.5, 0)]], colors="black"))
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def bars_of_two_shades_on_one_another(gaps):
    figure, axes = plt.subplots()
    for place, letter in enumerate("RATES"):
        half = gaps[letter] / 2
        axes.bar(place, half, color="C0", width=0.7)
        axes.bar(place, half, bottom=half, color="C5", width=0.7)
    axes.set_xticks(range(5), list("RATES"))
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def sketched(gaps):
    with plt.xkcd():
        figure, axes = plt.subplots(layout="constrained")
        axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
        axes.axhline(0, color="black")
        axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def many_figures_left_open(gaps):
    for _ in range(2):
        plt.figure()
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def subfigure_beside_another(gaps):
    figure = plt.figure(figsize=(9, 4))
    left, right = figure.subfigures(1, 2)
    axes = left.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    right.subplots().plot([1, 2, 3])
    return figure


@chart("gap_chart", ALL)
def font_that_is_not_there(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.set_xlabel("dimension", fontfamily="No Such Font At All")
    axes.set_ylabel("gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def narrow_bars_of_one_colour_each(gaps):
    figure, axes = plt.subplots(figsize=(4, 3))
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"], width=0.25, color=list("rgbcm"))
    axes.axhline(0, color="0.4", linestyle="--")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", BARS)
def unit_only_in_the_title(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap", title="Gaps (scale points)")
    return figure


@chart("gap_chart", BARS)
def line_across_two_bars(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.plot([0, 1], [0, 0], color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", BARS)
def grid_but_no_line(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.grid(axis="y")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", AIDS)
def another_order(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("AERST"), [gaps[one] for one in "AERST"])
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", AIDS)
def one_bar_wrong(gaps):
    figure, axes = plt.subplots()
    heights = [gaps[one] for one in "RATES"]
    axes.bar(list("RATES"), [*heights[:4], heights[4] + 0.02])
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def points_instead_of_bars(gaps):
    figure, axes = plt.subplots()
    axes.scatter(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def stems_instead_of_bars(gaps):
    figure, axes = plt.subplots()
    axes.stem(range(5), [gaps[one] for one in "RATES"])
    axes.set_xticks(range(5), list("RATES"))
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("clv_curve", ALL)
def log_axis(margin, rate, retentions):
    kept = np.sort(retentions)
    figure, axes = plt.subplots()
    axes.semilogy(kept, margin * kept / (1 + rate - kept), "o-")
    axes.set_ylim(1, 1e4)
    axes.set(xlabel="retention", ylabel="value (EUR)")
    return figure


@chart("clv_curve", ALL)
def piece_by_piece(margin, rate, retentions):
    kept = sorted(retentions)
    values = [margin * one / (1 + rate - one) for one in kept]
    figure, axes = plt.subplots()
    for start in range(len(kept) - 1):
        axes.plot(kept[start : start + 2], values[start : start + 2], color="C0")
    axes.set(xlabel="retention", ylabel="value (€)")
    return figure


@chart("clv_curve", ALL)
def offset_at_the_axis(margin, rate, retentions):
    kept = np.sort(retentions)
    figure, axes = plt.subplots()
    axes.plot(kept, margin * kept / (1 + rate - kept), "s--", color="black")
    axes.ticklabel_format(axis="y", style="sci", scilimits=(0, 0))
    axes.set(xlabel="retention", ylabel="value in euros")
    return figure


@chart("clv_curve", ALL)
def thousands_with_commas(margin, rate, retentions):
    kept = np.sort(retentions)
    figure, axes = plt.subplots()
    axes.plot(kept, margin * kept / (1 + rate - kept), linewidth=3)
    axes.yaxis.set_major_formatter("{x:,.0f} €")
    axes.set(xlabel="retention", ylabel="value (EUR)")
    return figure


@chart("clv_curve", AIDS)
def points_out_of_order(margin, rate, retentions):
    kept = np.array(retentions)
    figure, axes = plt.subplots()
    axes.plot(kept, margin * kept / (1 + rate - kept), "o-")
    axes.set(xlabel="retention", ylabel="value (EUR)")
    return figure


@chart("emotion_curve", ALL)
def markers_by_scatter(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"]).reset_index()
    few = route["count"] < 2
    figure, axes = plt.subplots(figsize=(9, 4))
    axes.plot(route["touchpoint"], route["mean"], color="0.5", zorder=1)
    axes.scatter(route["touchpoint"][~few], route["mean"][~few], c="navy", s=60, zorder=2)
    axes.scatter(
        route["touchpoint"][few],
        route["mean"][few],
        s=60,
        zorder=2,
        facecolors="white",
        edgecolors="navy",
    )
    axes.legend(handles=[Patch(color="navy", label="several answers")])
    axes.set(xlabel="touchpoint", ylabel="mean emotion (points of the scale)")
    return figure


@chart("emotion_curve", LINE)
def rings_around_filled_markers(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"]).reset_index()
    few = route["count"] < 2
    figure, axes = plt.subplots(figsize=(9, 4))
    axes.plot(route["touchpoint"], route["mean"], "o-", color="navy", markersize=8)
    axes.plot(
        route["touchpoint"][few], route["mean"][few], "o", color="navy", mfc="none", markersize=8
    )
    axes.set(xlabel="touchpoint", ylabel="mean emotion (scale points)")
    return figure


@chart("need_chart", ALL)
def per_cent_at_the_numbers(shares):
    order = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.bar(order, [shares[need] for need in order], color="C2")
    axes.yaxis.set_major_formatter("{x:.0f} %")
    axes.set(xlabel="need", ylabel="people who voiced it (%)")
    return figure


@chart("need_chart", ALL)
def fractions_written_as_per_cent(shares):
    order = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots()
    axes.bar(order, [shares[need] / 100 for need in order])
    axes.yaxis.set_major_formatter("{x:.0%}")
    axes.set(xlabel="need", ylabel="share of people (per cent)")
    return figure


@chart("need_chart", ALL)
def wrapped_names(shares):
    order = sorted(shares, key=lambda need: (-shares[need], need))
    figure, axes = plt.subplots(figsize=(3.5, 4))
    axes.bar(range(len(order)), [shares[need] for need in order])
    axes.set_xticks(range(len(order)), order, rotation=60, ha="right")
    axes.set(xlabel="need", ylabel="people\n(%)", ylim=(0, 100))
    return figure


@chart("gap_chart", ALL)
def no_edges_but_a_line_at_zero(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black", linewidth=1)
    axes.spines[:].set_visible(False)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("emotion_curve", ALL)
def whole_scale_of_feelings(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"]).reset_index()
    figure, axes = plt.subplots(figsize=(9, 4))
    axes.plot(route["touchpoint"], route["mean"], "o-", color="navy")
    few = route[route["count"] < 2]
    axes.plot(few["touchpoint"], few["mean"], "o", color="navy", markerfacecolor="white")
    axes.set(xlabel="touchpoint", ylabel="mean emotion (scale points)", ylim=(-2.2, 2.2))
    return figure


@chart("clv_curve", ALL)
def line_that_begins_on_the_right(margin, rate, retentions):
    kept = np.sort(retentions)[::-1]
    figure, axes = plt.subplots()
    axes.plot(kept, margin * kept / (1 + rate - kept))
    axes.set(xlabel="retention", ylabel="value (EUR)")
    return figure


@chart("clv_curve", ALL)
def line_with_a_shadow(margin, rate, retentions):
    kept = np.sort(retentions)
    figure, axes = plt.subplots()
    shadow = [SimpleLineShadow(), Normal()]
    axes.plot(kept, margin * kept / (1 + rate - kept), path_effects=shadow)
    axes.set(xlabel="retention", ylabel="value (EUR)")
    return figure


@chart("gap_chart", ALL)
def labels_in_mathtext(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set_xlabel(r"$\mathbf{dimension}$")
    axes.set_ylabel(r"gap $P - E$ $\mathrm{(scale\ points)}$")
    return figure


@chart("gap_chart", ALL)
def label_with_marks_of_direction(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (\u200escale\u200e points)")
    return figure


@chart("gap_chart", ALL)
def label_that_speaks_of_something_else(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="branch", ylabel="weather (scale points)")
    return figure


@chart("gap_chart", ALL)
def bars_that_touch(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"], width=1, edgecolor="white")
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", ALL)
def line_at_zero_under_a_white_edge(gaps):
    darkgrid = {
        "axes.edgecolor": "white",
        "axes.facecolor": "#EAEAF2",
        "axes.grid": True,
        "axes.linewidth": 1.25,
        "axes.spines.right": True,
        "axes.spines.top": True,
        "grid.color": "white",
        "grid.linestyle": "-",
    }
    with plt.rc_context(darkgrid):
        figure, axes = plt.subplots()
        axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
        axes.axhline(0, color="black", linewidth=1)
        axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("clv_curve", ALL)
def line_from_edge_to_edge(margin, rate, retentions):
    kept = np.sort(retentions)
    figure, axes = plt.subplots()
    axes.plot(kept, margin * kept / (1 + rate - kept))
    axes.margins(x=0)
    axes.set(xlabel="retention", ylabel="value (EUR)")
    return figure
