"""Which label sets Table 2 compares."""

load("@paper_labels//:available.bzl", "PAPER_LABELS_AVAILABLE")
load("//experiments:user_labels.bzl", "USER_LABELS")
load("//labels:labels.bzl", "label_set")
load("//lib/data:user_datasets.bzl", "user_datasets_of")

_KINDS = ["category", "constant", "speech", "shuffle", "composite", "random", "lowdim"]

_DATASETS = {
    "cpu": ["cifar10", "cifar100"],
    "paper": ["cifar10", "cifar100"],
    "smoke": ["shapes10", "shapes100"],
}

# Labels that come only as files of the paper's authors.
_FILE_KINDS = ["bert", "glove"]

# The authors' names for their files, by kind; their lowdim labels are for CIFAR-10 only.
_AUTHORS_NAMES = {"constant": "uniform", "speech": "speech", "shuffle": "shuffle", "composite": "composite", "random": "random"}

def _npy(dataset, name):
    return "@paper_labels//:label_files/{}_{}.npy".format(dataset, name)

def _user_label_sets(dataset):
    labels = []
    for user in USER_LABELS:
        if dataset in user.datasets:
            labels.append("{}:{}_{}".format("//experiments/runs" if user.npy else "//labels", dataset, user.kind))
    return labels

def _profile_label_sets(profile):
    labels = []
    for dataset in _DATASETS[profile] + user_datasets_of(profile):
        labels += ["//labels:{}_{}".format(dataset, kind) for kind in _KINDS]
        if dataset.startswith("cifar") and PAPER_LABELS_AVAILABLE:
            labels += ["//experiments/tables:{}_{}".format(dataset, kind) for kind in _FILE_KINDS]
        labels += _user_label_sets(dataset)
    return labels

def select_label_sets():
    """The label sets of the profile's data sets; BERT and GloVe where $LABELREP_PAPER_LABELS is set."""
    return select({
        "//experiments:is_" + profile: _profile_label_sets(profile)
        for profile in _DATASETS
    })

def authors_label_sets():
    """Declares a label set for each label file of the authors.

    Returns:
      Labels of all of them, for a table.
    """
    names = []
    for dataset in ["cifar10", "cifar100"]:
        files = {"paper_" + kind: name for kind, name in _AUTHORS_NAMES.items()}
        if dataset == "cifar10":
            files["paper_lowdim"] = "lowdim"
        files.update({kind: kind for kind in _FILE_KINDS})
        for kind, name in files.items():
            names.append("{}_{}".format(dataset, kind))
            label_set(
                name = names[-1],
                dataset = "//lib/data:" + dataset,
                kind = kind,
                npy = _npy(dataset, name),
                # Only these two files follow another order than the data set.
                npy_order = "//labels:cifar100_superclass_order.txt" if dataset == "cifar100" and kind in _FILE_KINDS else None,
                tags = ["manual"],
            )
    return [":" + name for name in names]
