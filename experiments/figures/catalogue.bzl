"""The figures that are made of training runs."""

load("//experiments:recipe.bzl", "quoted")
load("//experiments/report:entry.bzl", "figure_entry")

FIGURES = {
    "fig2_curves": figure_entry(
        "curves_figure",
        "Figure 2: training loss and validation accuracy by epoch",
        deps = [
            ":curves_table",
            ":fraction_runs",
        ],
        grids = ["fig2"],
    ),
    "fig4_curves": figure_entry(
        "curves_figure",
        "Behind Figure 4: training loss and validation accuracy by epoch",
        grids = ["fig4"],
    ),
    "fig4_datafrac": figure_entry(
        "fraction_figure",
        "Figure 4: test accuracy by training fraction",
        deps = [
            ":fraction_runs",
            ":fraction_table",
        ],
        grids = ["fig4"],
        options = {"baseline": quoted("category")},
    ),
}
