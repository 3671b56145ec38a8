"""Label kinds beyond the paper's: each adds rows or lines to every table and figure."""

load("//experiments:user_label.bzl", "user_label")
load("//labels:catalogue.bzl", "label_kinds")

# Kinds from files of your own, a line each.
_FROM_FILES = [
    # user_label("mine", npy = {"cifar10": "//labels/files:mine.npy"}),
]

# Shown on request (--//experiments:controls).
CONTROL_KINDS = label_kinds("control")

# A kind of your own that is computed needs its entry in labels/catalogue.bzl only.
USER_LABELS = _FROM_FILES + [user_label(kind) for kind in label_kinds("user")]
