"""The figures that are made of label sets and of training runs."""

load("//experiments:recipe.bzl", "quoted")
load("//experiments/report:entry.bzl", "entry")
load("//experiments/tables:label_sets.bzl", "shown_label_sets")

def _embedding(title, grid, measurement):
    return entry(
        "embedding_figure",
        title,
        deps = [
            "//experiments/record:absent",
            "//lib/viz:palette",
            "//results:features_cc_proto",
        ],
        grids = [grid],
        measurement = measurement,
    )

FIGURES = {
    "fig1_labels": entry(
        "label_picture_figure",
        "Figure 1: labels as pictures",
        attributes = shown_label_sets(),
        deps = [
            "//labels:label_sound",
            "//labels:speech_label",
            "//lib/audio:sound_file",
        ],
    ),
    "fig2_curves": entry(
        "curves_figure",
        "Figure 2: training loss and validation accuracy by epoch",
        grids = ["fig2"],
    ),
    "fig4_curves": entry(
        "curves_figure",
        "Behind Figure 4: training loss and validation accuracy by epoch",
        grids = ["fig4"],
    ),
    "fig4_datafrac": entry(
        "fraction_figure",
        "Figure 4: test accuracy by training fraction",
        grids = ["fig4"],
        options = {"baseline": quoted("category")},
    ),
    "fig5_features_by_epoch": _embedding(
        "Figure 5: t-SNE of the test images' features by epoch",
        "fig5",
        "//experiments/features/by_epoch",
    ),
    "fig8_features": _embedding(
        "Figure 8: t-SNE of the test images' features",
        "fig8",
        "//experiments/features",
    ),
    "fig9_gradcam": entry(
        "saliency_figure",
        "Figure 9: Grad-CAM and input gradients of the score of the true class",
        deps = [
            "//experiments/figures:shown_maps",
            "//lib/stats:paired_comparison",
            "//results:saliency_cc_proto",
        ],
        grids = ["fig9"],
        measurement = "//experiments/saliency",
        options = {"baseline": quoted("category")},
    ),
    # With --config=replication; smoke has a small one.
    "fig_small_data_controls": entry(
        "comparison_figure",
        "Controls of small training fractions: test accuracy",
        grids = ["small_data"],
        options = {"baseline": quoted("category")},
    ),
    # With --config=paper.
    "fig_tf32": entry(
        "comparison_figure",
        "TF32 and channels last beside the profile's fp32: test accuracy",
        grids = ["tf32"],
    ),
    # With --config=replication.
    "fig_replication": entry(
        "published_figure",
        "The replication of 2022 and ours: accuracy by training fraction",
        attributes = {"published": "//results/published:replication.textproto"},
        grids = ["replicated_fractions"],
    ),
}
