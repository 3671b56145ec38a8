"""What the profiles share. Numbers with a point are strings, as they go into a textproto."""

load("//labels:catalogue.bzl", "is_drawn", "label_kinds")

TABLE1_LABELS = ["category", "speech", "shuffle", "composite", "constant"]

# Whose features are shown, by epoch and at the end.
FIG5_LABELS = ["category", "speech"]
FIG8_LABELS = FIG5_LABELS + ["constant"]

# Those of the figures.
FIGURE_LABELS = label_kinds("paper")

# Those of them that are drawn.
DRAWN_LABELS = [kind for kind in FIGURE_LABELS if is_drawn(kind)]

# Those that label statistics are compared with outcomes on, beside the paper's.
STATISTICS_LABELS = label_kinds("statistics") + [
    "normal_1",
    "normal_50",
    "normal_1000",
    "gap_10",
    "gap_1",
    "gap_0p1",
    "gap_0",
]

# What figures show on request.
REQUESTED_LABELS = {
    "controls": {"fig4": label_kinds("control")},
    "embeddings": {
        figure: label_kinds("embedding")
        for figure in ["fig2", "fig3", "fig4", "fig7"]
    },
}

# What all profiles agree on.
COMMON_RECIPE = {
    "allow_tf32": False,
    "augment": True,
    "memory_format": "CHANNELS_LAST",
    "momentum": "0.9",
    "normalization": "RELEASE",
    "threads": 1,
    "validate_every_epochs": 1,
}
