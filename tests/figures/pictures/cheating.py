"""Charts that want points without showing what they should: what can be seen deserves none."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd  # noqa: F401
from matplotlib.patches import Rectangle

from pictures.corpus import AIDS, BARS, NOTHING, chart


@chart("gap_chart", NOTHING)
def colour_none(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"], color="none")
    axes.axhline(0, color="none")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def alpha_zero(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"], alpha=0)
    axes.axhline(0, alpha=0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def alpha_of_a_breath(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"], alpha=0.03)
    axes.axhline(0, alpha=0.03)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def white_on_white(gaps):
    figure, axes = plt.subplots()
    axes.grid(False)
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"], color="white")
    axes.axhline(0, color="white")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def nearly_white(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"], color="#fcfdfe")
    axes.axhline(0, color="#fcfdfe")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def not_visible(gaps):
    figure, axes = plt.subplots()
    for bar in axes.bar(list("RATES"), [gaps[one] for one in "RATES"]):
        bar.set_visible(False)
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def hairs(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"], width=0.001)
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def tiny_canvas(gaps):
    figure, axes = plt.subplots(figsize=(0.2, 0.2), layout="none")
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def axes_off_canvas(gaps):
    figure = plt.figure(layout="none")
    axes = figure.add_axes([3, 3, 1, 1])
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def axes_without_area(gaps):
    figure = plt.figure(layout="none")
    axes = figure.add_axes([0.5, 0.5, 1e-6, 1e-6])
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def covered_by_a_patch(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    cover = Rectangle((0, 0), 1, 1, color="white", transform=axes.transAxes, zorder=9)
    axes.add_patch(cover)
    return figure


@chart("gap_chart", NOTHING)
def covered_by_the_figure(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    cover = Rectangle((0, 0), 1, 1, color="white", transform=figure.transFigure, zorder=99)
    figure.add_artist(cover)
    return figure


@chart("gap_chart", NOTHING)
def covered_by_other_axes(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    figure.add_axes([0, 0, 1, 1])
    return figure


@chart("gap_chart", NOTHING)
def covered_by_a_spine(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.spines["bottom"].set(linewidth=1500, color="white", zorder=9)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def taken_away_by_a_filter(gaps):
    figure, axes = plt.subplots()
    for bar in axes.bar(list("RATES"), [gaps[one] for one in "RATES"]):
        bar.set_agg_filter(lambda pixels, dpi: (0 * pixels, 0, 0))
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def covered_by_a_span(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.axhspan(-50, 50, color="white", zorder=5)
    axes.set_ylim(-3, 3)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def clipped_away(gaps):
    figure, axes = plt.subplots()
    nowhere = Rectangle((9, 9), 0.1, 0.1, transform=axes.transData)
    for bar in axes.bar(list("RATES"), [gaps[one] for one in "RATES"]):
        bar.set_clip_path(nowhere)
    axes.axhline(0).set_clip_path(nowhere)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def limits_far_away(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)", ylim=(50, 60))
    return figure


@chart("gap_chart", NOTHING)
def limits_of_a_million(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)", ylim=(-1e6, 1e6))
    return figure


@chart("gap_chart", NOTHING)
def painted_over_by_other_bars(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.bar(list("RATES"), [9] * 5, color="C1", width=0.95)
    axes.bar(list("RATES"), [-9] * 5, color="C1", width=0.95)
    axes.axhline(0, color="C1")
    axes.set(xlabel="dimension", ylabel="gap (scale points)", ylim=(-3, 3))
    return figure


@chart("gap_chart", AIDS)
def ends_painted_over(gaps):
    figure, axes = plt.subplots()
    heights = np.array([gaps[one] for one in "RATES"])
    axes.bar(list("RATES"), heights)
    axes.bar(list("RATES"), heights * 0.5, bottom=heights * 0.5, color="white", width=0.9)
    axes.grid(False)
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def empty_figure(gaps):
    return plt.figure()


@chart("gap_chart", NOTHING)
def empty_axes_with_labels(gaps):
    figure, axes = plt.subplots()
    axes.set_xticks(range(5), list("RATES"))
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def names_hidden(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.tick_params(axis="x", labelbottom=False)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def names_white(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.tick_params(axis="x", labelcolor="white")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def numbers_hidden(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set_yticks([])
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def numbers_white(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.tick_params(axis="y", labelcolor="white")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", AIDS)
def numbers_that_lie(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set_yticks([-2, -1, 0, 1, 2], ["-20", "-10", "0", "10", "20"])
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def names_of_a_tiny_font(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.tick_params(axis="x", labelsize=1)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", BARS)
def labels_white(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="white")
    axes.set_xlabel("dimension", color="white")
    axes.set_ylabel("gap (scale points)", color="white")
    return figure


@chart("gap_chart", BARS)
def labels_covered(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set_xlabel("dimension")
    axes.set_ylabel("gap (scale points)")
    figure.add_artist(Rectangle((0, 0), 0.045, 1, color="white", zorder=99))
    return figure


@chart("gap_chart", BARS)
def labels_far_outside(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.text(-9, 0.5, "gap (scale points)", transform=axes.transAxes)
    axes.text(0.5, -9, "dimension", transform=axes.transAxes)
    return figure


@chart("gap_chart", BARS)
def zero_line_behind_a_patch(gaps):
    figure, axes = plt.subplots()
    axes.axhline(0, zorder=0.1)
    axes.axhspan(-9, 9, color="white", zorder=0.2)
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.set_ylim(-3, 3)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", BARS)
def zero_line_of_no_width(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, linewidth=0.01)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", BARS)
def zero_line_that_hides_the_grid(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="white")
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def polar_axes(gaps):
    figure, axes = plt.subplots(subplot_kw={"projection": "polar"})
    axes.bar(range(5), [gaps[one] for one in "RATES"])
    axes.set_xticks(range(5), list("RATES"))
    return figure


@chart("gap_chart", NOTHING)
def bars_in_three_dimensions(gaps):
    figure, axes = plt.subplots(subplot_kw={"projection": "3d"})
    axes.bar(range(5), [gaps[one] for one in "RATES"])
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def an_image_of_bars(gaps):
    figure, axes = plt.subplots()
    axes.imshow(np.ones((4, 4)))
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def heights_that_are_not_numbers(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [float("nan")] * 5)
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def thousands_of_marks(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.scatter(np.linspace(0, 4, 200_000), np.linspace(-1, 1, 200_000))
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def a_canvas_of_a_mile(gaps):
    figure, axes = plt.subplots(figsize=(2000, 2000), layout="none")
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", NOTHING)
def vertical_axis_turned_round(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [-gaps[one] for one in "RATES"])
    axes.invert_yaxis()
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("clv_curve", NOTHING)
def line_of_no_colour(margin, rate, retentions):
    kept = np.sort(retentions)
    figure, axes = plt.subplots()
    axes.plot(kept, margin * kept / (1 + rate - kept), color="none")
    axes.set(xlabel="retention", ylabel="value (EUR)")
    return figure


@chart("clv_curve", NOTHING)
def line_of_a_hair(margin, rate, retentions):
    kept = np.sort(retentions)
    figure, axes = plt.subplots()
    axes.plot(kept, margin * kept / (1 + rate - kept), linewidth=0.02)
    axes.set(xlabel="retention", ylabel="value (EUR)")
    return figure


@chart("clv_curve", NOTHING)
def line_painted_over(margin, rate, retentions):
    kept = np.sort(retentions)
    figure, axes = plt.subplots()
    axes.plot(kept, margin * kept / (1 + rate - kept))
    axes.plot(kept, margin * kept / (1 + rate - kept), color="white", linewidth=9)
    axes.grid(False)
    axes.set(xlabel="retention", ylabel="value (EUR)")
    return figure


@chart("clv_curve", NOTHING)
def line_made_flat_by_the_limits(margin, rate, retentions):
    kept = np.sort(retentions)
    figure, axes = plt.subplots()
    axes.plot(kept, margin * kept / (1 + rate - kept), "o-")
    axes.set(xlabel="retention", ylabel="value (EUR)", ylim=(-1e5, 1e5))
    return figure


@chart("emotion_curve", AIDS)
def feelings_upside_down(answers):
    known = answers.dropna(subset=["emotion"])
    route = known.groupby(["order", "touchpoint"])["emotion"].agg(["mean", "count"]).reset_index()
    figure, axes = plt.subplots(figsize=(9, 4))
    axes.plot(route["touchpoint"], route["mean"], "o-", color="navy")
    few = route[route["count"] < 2]
    axes.plot(few["touchpoint"], few["mean"], "o", color="navy", markerfacecolor="white")
    axes.invert_yaxis()
    axes.set(xlabel="touchpoint", ylabel="mean emotion (scale points)")
    return figure


@chart("clv_curve", AIDS)
def retentions_from_right_to_left(margin, rate, retentions):
    kept = np.sort(retentions)
    figure, axes = plt.subplots()
    axes.plot(kept, margin * kept / (1 + rate - kept), "o-")
    axes.invert_xaxis()
    axes.set(xlabel="retention", ylabel="value (EUR)")
    return figure


@chart("clv_curve", AIDS)
def spikes_out_of_view(margin, rate, retentions):
    kept = np.sort(retentions)
    values = margin * kept / (1 + rate - kept)
    between, far = (kept[:-1] + kept[1:]) / 2, [values.max() * 3] * (len(kept) - 1)
    places, heights = np.append(kept, between), np.append(values, far)
    order = np.argsort(places)
    figure, axes = plt.subplots()
    axes.plot(places[order], heights[order])
    axes.set(xlabel="retention", ylabel="value (EUR)", ylim=(0, values.max() * 1.1))
    return figure


@chart("gap_chart", NOTHING)
def phantoms_for_names_and_labels(gaps):
    figure, axes = plt.subplots()
    names = [rf"$\phantom{{{letter}}}$" for letter in "RATES"]
    axes.bar(range(5), [gaps[one] for one in "RATES"], tick_label=names)
    axes.axhline(0)
    axes.set_xlabel(r"$\phantom{dimension}$")
    axes.set_ylabel(r"$\phantom{gap\ (scale\ points)}$")
    return figure


@chart("gap_chart", BARS)
def labels_turned_letter_by_letter(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="\u202edimension", ylabel="\u202egap (scale points)")
    return figure


@chart("gap_chart", BARS)
def label_of_letters_that_nobody_sees(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="\u3164\u3164\u3164", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", BARS)
def one_label_for_both_axes(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0)
    axes.set(xlabel="gap (scale points)", ylabel="gap (scale points)")
    return figure


@chart("gap_chart", AIDS)
def bars_that_overlap(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"], width=1.6)
    axes.axhline(0)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("clv_curve", NOTHING)
def second_line_elsewhere(margin, rate, retentions):
    kept = np.sort(retentions)
    figure, axes = plt.subplots()
    axes.plot(kept, margin * kept / (1 + rate - kept))
    axes.plot([0, 0.3], [100, 200])
    axes.set(xlabel="retention", ylabel="value (EUR)")
    return figure


@chart("gap_chart", BARS)
def line_at_zero_under_a_white_edge_on_white_paper(gaps):
    figure, axes = plt.subplots()
    axes.bar(list("RATES"), [gaps[one] for one in "RATES"])
    axes.axhline(0, color="black", linewidth=1)
    axes.spines["bottom"].set(color="white", linewidth=3)
    axes.set(xlabel="dimension", ylabel="gap (scale points)")
    return figure


@chart("clv_curve", NOTHING)
def slanting_line_through_the_whole_axes(margin, rate, retentions):
    kept = np.sort(retentions)
    figure, axes = plt.subplots()
    axes.plot(kept, margin * kept / (1 + rate - kept))
    axes.axline((0.3, 20), (0.7, 120), color="grey")
    axes.set(xlabel="retention", ylabel="value (EUR)")
    return figure
