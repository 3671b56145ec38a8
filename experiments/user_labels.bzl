"""Label kinds of your own: each line adds rows or lines to every table and figure."""

load("//experiments:user_label.bzl", "user_label")

USER_LABELS = [
    # user_label("mine", npy = {"cifar10": "//labels/mine:cifar10.npy"}),
]
