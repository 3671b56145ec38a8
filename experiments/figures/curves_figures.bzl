"""The figures of training curves, by what make_curves_figure is told of each."""

# Flags of make_curves_figure by target.
CURVES_FIGURES = {
    "fig2_curves": ["--title=Figure 2: training loss and validation accuracy by epoch"],
    "fig4_curves": ["--title=Behind Figure 4: training loss and validation accuracy by epoch"],
}
