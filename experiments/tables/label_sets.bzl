"""Which label sets Table 2 compares, and Figure 1 shows."""

load("@paper_labels//:available.bzl", "PAPER_LABELS_AVAILABLE", "PAPER_LABELS_MISSING")
load("//datasets:catalogue.bzl", "DATASETS", "datasets", "user_datasets_of")
load("//experiments:grid.bzl", "profile_runs")
load("//experiments:profiles.bzl", "PROFILES")
load("//labels:catalogue.bzl", "EMBEDDING_KINDS", "LABEL_KINDS", "USER_KINDS", "is_drawn", "label_kinds")
load("//labels:labels.bzl", "missing_model")

_KINDS = ["category", "constant", "speech", "shuffle", "composite", "random", "lowdim"]

# Labels that come only as files of the paper's authors.
_FILE_KINDS = [kind for kind in label_kinds("authors") if not kind.startswith("paper_")]

# The order of the protocol, the authors' file of a kind behind it.
STATISTICS_ORDER = [
    name
    for kind in _KINDS
    for name in [kind, "paper_" + kind]
    if name in LABEL_KINDS
] + EMBEDDING_KINDS + _FILE_KINDS

COMPUTED_LABEL_SETS = [
    "//labels:{}_{}".format(dataset, kind)
    for dataset in datasets("embedded")
    for kind in _KINDS
    if LABEL_KINDS[kind].input != "wavs"
]

# Labels depend on the data set, not on how models are trained.
LABELS_SUBTITLE = select({
    "//experiments:is_smoke": PROFILES["smoke"].title,
    "//conditions:default": "",
})

def _label_set(dataset, kind):
    return "//labels:{}_{}".format(dataset, kind)

def _datasets(profile):
    """Those that the profile has models of."""
    named = [
        dataset
        for grids in PROFILES[profile].grids.values()
        for grid in grids
        for dataset in grid.datasets
    ]
    return {dataset: True for dataset in named + user_datasets_of(profile)}.keys()

def _kinds_of(dataset, computed):
    """`computed`, BERT and GloVe where what they are made of is there, and the user's."""
    kinds = computed + [kind for kind in EMBEDDING_KINDS if not missing_model(kind)]
    if PAPER_LABELS_AVAILABLE:
        kinds = kinds + [kind for kind in _FILE_KINDS if dataset in LABEL_KINDS[kind].npy]
    return kinds + [name for name, kind in USER_KINDS.items() if dataset in kind.datasets]

def _profile_label_sets(profile):
    return [
        _label_set(dataset, kind)
        for dataset in _datasets(profile)
        for kind in _kinds_of(dataset, _KINDS)
    ]

def _shown(profile, missing, spoken = False):
    """As pairs of data set and kind: those of Figure 1, or those that it cannot have."""
    return [
        (dataset, kind)
        for dataset in _datasets(profile)
        for kind in _kinds_of(dataset, label_kinds("paper"))
        if missing == (
            LABEL_KINDS[kind].input == "wavs" and not LABEL_KINDS[kind].voice and
            bool(DATASETS[dataset].recordings) and not (PAPER_LABELS_AVAILABLE or spoken)
        )
    ]

def shown_label_sets():
    """Attributes of a figure of the profile's label sets and the recordings that they are made from."""
    settings = [
        ("//experiments:is_{}{}".format(profile, "_spoken" if spoken else ""), profile, spoken)
        for profile in PROFILES
        for spoken in [False, True]
    ]
    return {
        "label_sets": select({
            setting: [_label_set(*labels) for labels in _shown(profile, False, spoken)]
            for setting, profile, spoken in settings
        }),
        "missing_label_sets": select({
            setting: {
                "%s/%s" % labels: PAPER_LABELS_MISSING
                for labels in _shown(profile, True, spoken)
            }
            for setting, profile, spoken in settings
        }),
        "subtitle": LABELS_SUBTITLE,
        "with_recordings": True,
    }

def select_label_sets():
    """The label sets of the profile's data sets; BERT and GloVe where what they are made of is there."""
    return select({
        "//experiments:is_" + profile: _profile_label_sets(profile)
        for profile in PROFILES
    })

def grid_label_sets(name, profile, grid, user_labels = USER_KINDS):
    """Those that the runs of a grid of a profile are trained on, of each kind one draw."""
    runs = profile_runs(name, profile, grid, user_labels) if grid in profile.grids else []
    return {_label_set(run.dataset, run.label): True for run in runs}.keys()

def select_grid_label_sets(grid):
    """Those of a grid under the profile of the build."""
    return select({
        "//experiments:is_" + name: grid_label_sets(name, profile, grid)
        for name, profile in PROFILES.items()
    })

def select_drawn_label_sets():
    """Those of the profile's data sets whose kinds draw random numbers."""
    return select({
        "//experiments:is_" + profile: [
            _label_set(dataset, kind)
            for dataset in _datasets(profile)
            for kind in label_kinds("paper", "user")
            if is_drawn(kind) and dataset in LABEL_KINDS[kind].datasets
        ]
        for profile in PROFILES
    })

def authors_label_sets():
    """Those of all label files of the authors, data set by data set."""
    return [
        _label_set(dataset, kind)
        for dataset in datasets("paper")
        for kind in label_kinds("authors")
        if dataset in LABEL_KINDS[kind].npy
    ]
