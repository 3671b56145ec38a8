"""The tables and figures that are made of attacks on trained models."""

load("//experiments/report:entry.bzl", "entry")
load("//experiments/tables:label_sets.bzl", "select_grid_label_sets")

def _figure(title, grids, options = {}):
    return entry(
        "robustness_figure",
        title,
        attacks = True,
        deps = [
            ":worst_case_panel",
            "//lib/attack:robustness_summary",
            "//lib/viz:figure_table",
        ],
        grids = grids,
        options = options,
        transfers = True,
    )

def _table(form, title):
    return entry(
        form,
        title,
        attacks = True,
        deps = [":run_verdict"],
        # Whose models are attacked.
        grids = ["fig3", "fig7"],
        transfers = True,
    )

ROBUSTNESS = {
    "fig3_perturbation": _figure(
        "Accuracy by the measured size of the change",
        grids = ["fig3"],
        options = {"by_measured_change": True},
    ),
    "fig3_robustness": _figure(
        "Figure 3: accuracy under attack",
        grids = ["fig3"],
    ),
    "fig6_subset_robustness": _figure(
        "Figure 6: accuracy under attack, of initially correct images",
        grids = ["fig3"],
        options = {"of_initially_correct": True},
    ),
    "fig7_full_robustness": _figure(
        "Figure 7: accuracy under attack, all label kinds",
        grids = ["fig7"],
    ),
    "fig_label_statistics": entry(
        "label_statistics_figure",
        "Label statistics against accuracy and robustness",
        attacks = True,
        attributes = {"label_sets": select_grid_label_sets("label_statistics")},
        deps = [
            ":label_set_statistics",
            ":outcomes",
            "//lib/stats:holm",
            "//lib/stats:label_statistics",
            "//lib/stats:mean_and_std",
            "//lib/stats:spearman",
            "//lib/viz:palette",
        ],
        grids = ["label_statistics"],
        unattacked_grids = ["label_statistics_few_images"],
    ),
    "table_attack_overview": _table("overview_table", "Accuracy under attack at one epsilon"),
    "table_robustness": _table("robustness_table", "Accuracy under attack"),
    "table_transfer": _table(
        "transfer_table",
        "Accuracy on images that were made against other models",
    ),
}
