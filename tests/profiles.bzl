"""Profiles of tiny runs."""

load("//attacks:catalogue.bzl", "attack_kind")
load("//experiments:grid.bzl", "grid", "profile", "variant")
load("//experiments:recipe.bzl", "merge_recipe")
load("//experiments/attacks:attack.bzl", "attack")
load("//experiments/profiles:common.bzl", "COMMON_RECIPE")
load("//labels:catalogue.bzl", "label_kind")

# Entries as those of labels/catalogue.bzl.
USER_LABELS = {
    # One of its numbers is NaN.
    "bad": label_kind("bad", npy = {"shapes10": "testdata/bad.npy"}),
    "mine": label_kind(
        "mine",
        class_order = {"shapes10": "testdata/mine.txt"},
        npy = {"shapes10": "testdata/mine.npy"},
    ),
}

# The entries that attacks of one's own take.
OWN_ATTACKS = {
    "noise": attack_kind("noise", "batch_size: 20"),
    "pgd_l2": attack_kind(
        "PGD",
        "steps: 5 step_size_per_epsilon: 0.5 batch_size: 20",
        epsilons = ["0.5", "1"],
        norm = "L2",
    ),
}

_FEW = {"device": "CPU", "images": 40}

# Groups of attacks.
TEST_ATTACKS = [
    [
        attack("fgsm", dict(_FEW, attack = "fgsm")),
        attack("noise", dict(_FEW, attack = "noise")),
        # Nothing says here that it sees scores only.
        attack("square", dict(_FEW, attack = "square", queries = 3)),
    ],
    [attack(
        "adaptive",
        dict(_FEW, attack = "pgd", epsilons = ["0.1", "0.2"], objective = "MARGIN", steps = 3),
        transfers = True,
    )],
    [
        attack("pgd_l2", dict(_FEW, attack = "pgd_l2", epsilons = OWN_ATTACKS["pgd_l2"].epsilons)),
        # Wider than any image is; its own result says so, and the others are there.
        attack("too_wide", dict(_FEW, attack = "pgd_l2", epsilons = ["5000"])),
    ],
]

_RECIPE = merge_recipe(COMMON_RECIPE, {
    "batch_size": 16,
    "device": "CPU",
    "epochs": 4,
    "learning_rate": "0.05",
    "one_cycle": {"warmup_fraction": "0.2"},
    "precision": "FP32",
    "weight_decay": "5e-4",
})

def _grid(labels, changes, **fields):
    return grid(
        # The training fraction, so that names stay short.
        changes = merge_recipe({"train_fraction_percent": "4"}, changes),
        datasets = ["shapes10"],
        encoders = ["resnet8"],
        labels = labels,
        seeds = [7],
        **fields
    )

def _tiny(labels, segments = 1, changes = {}, variants = []):
    """Runs of the label kinds, with variants of the first."""
    varied = _grid(labels[:1], changes, user_labels = False, variants = variants)
    return profile(
        grids = {"table1": [_grid(labels, changes), varied]},
        recipe = _RECIPE,
        segments = segments,
        title = "tiny runs",
    )

# Long enough to be killed half-way.
_SWEEP = profile(
    grids = {"fig4": [grid(
        changes = {"epochs": 6},
        datasets = ["shapes10"],
        encoders = ["resnet8"],
        fractions = ["10", "20"],
        labels = ["category", "speech"],
        seeds = [7, 8],
        user_labels = False,
    )]},
    recipe = _RECIPE,
    segments = 3,
    title = "tiny runs",
)

TEST_PROFILES = {
    "cut": _tiny(["category", "speech"], segments = 3),
    "diverging": _tiny(["speech"], changes = {"learning_rate": "1e9"}),
    "sweep": _SWEEP,
    "whole": _tiny(
        ["category", "composite", "constant", "shuffle", "speech"],
        variants = [variant("rate", "rate 0.01", {"learning_rate": "0.01"})],
    ),
}

def tiny_run(profile, kind):
    """The target of a run of TEST_PROFILES."""
    return ":{}_shapes10_resnet8_{}".format(profile, kind)

def training_inputs(profile, kind):
    """What a script needs to train it: program, run file, label set and the files of the data set."""
    return [
        "//experiments/train:train_resnet",
        tiny_run(profile, kind) + "_config",
        "//labels:shapes10_" + kind,
        "//datasets:shapes10",
    ]
