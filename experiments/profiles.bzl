"""The profiles: which runs each table and figure is made of, and how they are trained.

Numbers with a point are strings, as they go into a textproto.
"""

load("//experiments:grid.bzl", "grid", "override", "profile", "profile_runs")
load("//experiments:recipe.bzl", "merge_recipe")
load("//experiments:user_labels.bzl", "USER_LABELS")

_TABLE1_LABELS = ["category", "speech", "shuffle", "composite", "constant"]

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

_SMOKE = profile(
    grids = {
        "table1": [grid(
            datasets = ["shapes10", "shapes100"],
            encoders = ["vgg_slim", "resnet8", "resnet14"],
            labels = _TABLE1_LABELS,
            seeds = [7],
        )],
    },
    recipe = merge_recipe(COMMON_RECIPE, {
        "batch_size": 64,
        "device": "CPU",
        "epochs": 6,
        "learning_rate": "0.1",
        "one_cycle": {"warmup_fraction": "0.2"},
        "precision": "FP32",
        "weight_decay": "5e-4",
    }),
)

_CPU = profile(
    grids = {
        "table1": [grid(
            datasets = ["cifar10", "cifar100"],
            encoders = ["resnet32"],
            labels = _TABLE1_LABELS,
            seeds = [7],
        )],
        # Compared with an independent PyTorch run of the same length.
        "reference": [grid(
            datasets = ["cifar10"],
            encoders = ["resnet32"],
            labels = ["category"],
            seeds = [7],
            changes = {"epochs": 8},
            suffix = "_e8",
            user_labels = False,
        )],
    },
    recipe = merge_recipe(COMMON_RECIPE, {
        "batch_size": 128,
        "device": "CPU",
        "epochs": 16,
        "learning_rate": "0.2",
        "one_cycle": {"warmup_fraction": "0.2"},
        "precision": "BF16_AUTOCAST",
        "weight_decay": "5e-4",
    }),
    segments = 8,
)

_PAPER = profile(
    grids = {
        "table1": [grid(
            datasets = ["cifar10", "cifar100"],
            encoders = ["vgg19", "resnet32", "resnet110"],
            labels = _TABLE1_LABELS,
            seeds = [7],
        )],
    },
    recipe = merge_recipe(COMMON_RECIPE, {
        "batch_size": 128,
        "device": "CUDA",
        "epochs": 600,
        "learning_rate": "0.1",
        "multi_step": {"factor": "0.1", "milestones": [300, 450]},
        "precision": "FP32",
        "weight_decay": "1e-4",
    }),
    overrides = [
        # These three numbers are recollected, not read from the paper.
        override(
            label = "category",
            changes = {"epochs": 200, "multi_step": {"factor": "0.1", "milestones": [100, 150]}},
        ),
        override(label = "category", encoder = "vgg19", changes = {"weight_decay": "5e-4"}),
    ],
    # Figure 5 looks at 10, 30, 50, 70 and 100 % of a training.
    segments = 10,
)

PROFILES = {
    "cpu": _CPU,
    "paper": _PAPER,
    "smoke": _SMOKE,
}

def table_runs(profile_name, table):
    """Labels of the training_run targets that a table or figure of a profile is made of."""
    runs = profile_runs(profile_name, PROFILES[profile_name], USER_LABELS, table)
    return ["//experiments/runs:" + run.name for run in runs]

def select_runs(table = None):
    """The runs of a table or figure (None for all) under the profile of the build."""
    return select({
        "//experiments:is_" + name: table_runs(name, table)
        for name in PROFILES
    })
