"""The recorded runs that results/measured/README.md shows."""

load("//experiments:grid.bzl", "profile_runs")
load("//experiments:profiles.bzl", "PROFILES")
load("//experiments:runs.bzl", "run_inputs")
load("//experiments/listening:listening.bzl", "listening_recipe")
load("//labels:catalogue.bzl", "label_kinds")

_FIVE_KINDS = ["category", "speech", "shuffle", "composite", "constant"]
_EIGHT_KINDS = _FIVE_KINDS + ["smooth", "random", "lowdim"]

# By the percentage of the training images.
_CPU_SEEDS = {"1": [7, 8, 9], "2": [7, 8, 9, 10, 11], "100": [7]}

# Not all of the profile, so that what is added to that is no error here.
def _recorded(profile, table, kinds, seeds, datasets = ["cifar10", "cifar100"], encoder = "resnet32"):
    return [
        run.name
        for run in profile_runs(profile, PROFILES[profile], table, user_labels = {})
        if run.label in kinds and
           run.dataset in datasets and
           run.encoder == encoder and
           run.recipe["seed"] in seeds.get(run.recipe["train_fraction_percent"], [])
    ]

FIG2 = _recorded("cpu", "fig2", _FIVE_KINDS, _CPU_SEEDS)
FIG4 = _recorded("cpu", "fig4", _EIGHT_KINDS, _CPU_SEEDS)
FIG5 = _recorded("cpu", "fig5", _FIVE_KINDS, _CPU_SEEDS)
FIG7 = _recorded("cpu", "fig7", _EIGHT_KINDS, _CPU_SEEDS)
FIG8 = _recorded("cpu", "fig8", _FIVE_KINDS, _CPU_SEEDS)
FIG9 = _recorded("cpu", "fig9", _FIVE_KINDS, _CPU_SEEDS)
LISTENING = _recorded("cpu", "listening", ["speech"], _CPU_SEEDS)
TABLE1 = _recorded("cpu", "table1", _FIVE_KINDS, _CPU_SEEDS)

# ListeningRecipe by run.
LISTENING_RECIPES = {
    run.name: listening_recipe(PROFILES[run.profile], run.dataset)
    for run in profile_runs("cpu", PROFILES["cpu"], "listening", user_labels = {})
    if run.name in LISTENING
}

# The part of Figure 4 that was run on a GPU.
PAPER_FIG4 = _recorded(
    "paper",
    "fig4",
    ["category", "smooth", "speech", "constant"],
    {"2": [7, 8, 9]},
    ["cifar10"],
)

# In the protocol of a replication.
_AUTHORS_KINDS = ["category", "paper_speech", "paper_shuffle", "paper_composite"]
REPLICATION_ATTACKS = _recorded("replication", "replicated_attacks", ["category"], {"100": [7]})
REPLICATION = _recorded(
    "replication",
    "replicated",
    _AUTHORS_KINDS,
    {"2": [7, 8, 9]},
    encoder = "vgg19",
) + _recorded(
    "replication",
    "replicated",
    _AUTHORS_KINDS,
    {"1": [7]},
) + REPLICATION_ATTACKS
SMALL_DATA = _recorded(
    "replication",
    "small_data",
    ["category", "paper_speech", "paper_shuffle"] + label_kinds("control"),
    {"2": [7, 8, 9]},
    encoder = "vgg19",
)

_CPU = FIG2 + FIG4 + FIG5 + FIG7 + FIG8 + FIG9 + LISTENING + TABLE1

RECORDED = {run: True for run in _CPU + PAPER_FIG4 + REPLICATION + SMALL_DATA}.keys()

def _needed(label):
    return label

# Label set by run.
LABEL_SETS = {
    run.name: run_inputs(run, unless = _needed)["labels"]
    for name in ["cpu", "paper", "replication"]
    for run in profile_runs(name, PROFILES[name], user_labels = {})
    if run.name in RECORDED
}
