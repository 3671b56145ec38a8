"""The robustness figures, and how each looks at the same attacks."""

# Flags of make_robustness_figure by target.
ROBUSTNESS_FIGURES = {
    "fig3_perturbation": ["--title=Accuracy by the measured size of the change", "--by_measured_change"],
    "fig3_robustness": ["--title=Figure 3: accuracy under attack"],
    "fig6_subset_robustness": ["--title=Figure 6: accuracy under attack, of initially correct images", "--of_initially_correct"],
    "fig7_full_robustness": ["--title=Figure 7: accuracy under attack, all label kinds"],
}
