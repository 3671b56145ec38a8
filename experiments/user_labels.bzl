"""Label kinds beyond the paper's: each adds rows or lines to every table and figure."""

load("//experiments:user_label.bzl", "user_label")
load("//labels:kinds.bzl", "LABEL_KINDS")

# Kinds from files of your own, a line each.
_FROM_FILES = [
    # user_label("mine", npy = {"cifar10": "//labels/files:mine.npy"}),
]

_PAPER_KINDS = [
    "category",
    "composite",
    "constant",
    "lowdim",
    "npy",
    "random",
    "shuffle",
    "smooth",
    "speech",
]

# Shown on request (--//experiments:controls): they tell loss, head and label apart.
CONTROL_KINDS = ["onehot", "onehot_matrix"]

# A kind of your own that is computed needs its line in labels/kinds.bzl only.
USER_LABELS = _FROM_FILES + [user_label(kind) for kind in LABEL_KINDS if kind not in _PAPER_KINDS + CONTROL_KINDS]
