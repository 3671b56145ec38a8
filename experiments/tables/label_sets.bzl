"""Which label sets Table 2 compares."""

load("@paper_labels//:available.bzl", "PAPER_LABELS_AVAILABLE")
load("//datasets:catalogue.bzl", "DATASETS", "datasets")
load("//experiments:profiles.bzl", "PROFILES")
load("//experiments:user_labels.bzl", "USER_LABELS")
load("//labels:catalogue.bzl", "LABEL_KINDS", "label_kinds")
load("//labels:labels.bzl", "label_set")
load("//lib/data:user_datasets.bzl", "user_datasets_of")

_KINDS = ["category", "constant", "speech", "shuffle", "composite", "random", "lowdim"]

# The order of the protocol.
STATISTICS_KINDS = _KINDS + label_kinds("authors")

COMPUTED_LABEL_SETS = [
    "//labels:{}_{}".format(dataset, kind)
    for dataset in datasets("embedded")
    for kind in _KINDS
    if LABEL_KINDS[kind].input != "wavs"
]

def _labels_of_kinds(dataset, kinds):
    return ["//labels:{}_{}".format(dataset, kind) for kind in kinds]

def _user_label_sets(dataset):
    labels = []
    for user in USER_LABELS:
        if dataset in user.datasets:
            labels.append("{}:{}_{}".format("//experiments/runs" if user.npy else "//labels", dataset, user.kind))
    return labels

def _profile_label_sets(profile):
    labels = []
    for dataset in PROFILES[profile].grids["table1"][0].datasets + user_datasets_of(profile):
        labels += _labels_of_kinds(dataset, _KINDS)
        if DATASETS[dataset].role == "paper" and PAPER_LABELS_AVAILABLE:
            labels += _labels_of_kinds(dataset, label_kinds("authors"))
        labels += _user_label_sets(dataset)
    return labels

def select_label_sets():
    """The label sets of the profile's data sets; BERT and GloVe where $LABELREP_PAPER_LABELS is set."""
    return select({
        "//experiments:is_" + profile: _profile_label_sets(profile)
        for profile in PROFILES
    })

def _authors_files(dataset):
    """The authors' files by kind, of those kinds that are also computed here."""
    files = {kind: kind for kind in _KINDS if kind != "category"}
    files["constant"] = "uniform"
    if dataset != "cifar10":
        # They recorded no such labels.
        files.pop("lowdim")
    return files

def declare_authors_label_sets():
    """Declares <dataset>_paper_<kind> for the authors' files of the kinds that are also computed here."""
    for dataset in datasets("paper"):
        for kind, name in _authors_files(dataset).items():
            label_set(
                name = "{}_paper_{}".format(dataset, kind),
                dataset = "//lib/data:" + dataset,
                kind = "paper_" + kind,
                npy = "@paper_labels//:label_files/{}_{}.npy".format(dataset, name),
                tags = ["manual"],
            )

def authors_label_sets():
    """All label files of the authors, as label sets."""
    labels = []
    for dataset in datasets("paper"):
        labels += [":{}_paper_{}".format(dataset, kind) for kind in _authors_files(dataset)]
        labels += _labels_of_kinds(dataset, label_kinds("authors"))
    return labels
