"""The tables and figures that are made of attacks on trained models."""

load("//experiments/report:entry.bzl", "figure_entry", "table_entry")

# Whose models are attacked.
_ATTACKED = ["fig3", "fig7"]

def _figure(title, grids, options = {}):
    return figure_entry(
        "robustness_figure",
        title,
        attacks = True,
        deps = [
            ":robustness_curves",
            "//lib/viz:figure_table",
        ],
        grids = grids,
        options = options,
    )

def _table(form, title, deps):
    return table_entry(
        form,
        title,
        attacks = True,
        deps = [
            ":table_parts",
            "//lib/attack:robustness_summary",
        ] + deps,
        grids = _ATTACKED,
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
    "table_attack_overview": _table(
        "overview_table",
        "Accuracy under attack at one epsilon",
        [":run_verdict"],
    ),
    "table_robustness": _table(
        "robustness_table",
        "Accuracy under attack",
        [
            ":run_verdict",
            "//lib/attack:masking_verdict",
        ],
    ),
    "table_transfer": _table(
        "transfer_table",
        "Accuracy on images that were made against other models",
        [],
    ),
}
