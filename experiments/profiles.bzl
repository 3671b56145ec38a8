"""The profiles: which runs each table and figure is made of, and how they are trained.

A profile is data. A grid names the runs of one table or figure; an override changes the recipe of
the runs that it matches. Numbers with a point are strings, as they go into a textproto.
"""

load("//experiments:recipe.bzl", "merge_recipe")
load("//experiments:user_labels.bzl", "USER_LABELS")

# What //experiments:plan has to know of a data set before it is there.
DATASETS = {
    "cifar10": struct(classes = 10, train_images = 50000, test_images = 10000),
    "cifar100": struct(classes = 100, train_images = 50000, test_images = 10000),
    "shapes10": struct(classes = 10, train_images = 2000, test_images = 1000),
    "shapes100": struct(classes = 100, train_images = 4000, test_images = 1000),
}

# Kinds whose label is not a picture of 64 x 64; "classes" stands for the class count.
_LABEL_SHAPES = {
    "category": ["classes"],
    "lowdim": ["classes"],
    "smooth": ["classes"],
}

_TABLE1_LABELS = ["category", "speech", "shuffle", "composite", "constant"]

# The kinds that have a choice of what they are made from.
_LABEL_SOURCES = {"shuffle": "espeak", "speech": "espeak"}

def _grid(datasets, encoders, labels, seeds, fractions = ["100"], changes = {}, suffix = "", user_labels = True):
    return struct(
        changes = changes,
        datasets = datasets,
        encoders = encoders,
        fractions = fractions,
        labels = labels,
        seeds = seeds,
        suffix = suffix,
        user_labels = user_labels,
    )

def _override(changes, label = None, encoder = None, dataset = None):
    return struct(changes = changes, dataset = dataset, encoder = encoder, label = label)

_COMMON = {
    "augment": True,
    "allow_tf32": False,
    "memory_format": "CHANNELS_LAST",
    "momentum": "0.9",
    "normalization": "RELEASE",
    "threads": 1,
    "validate_every_epochs": 1,
}

_SMOKE = struct(
    grids = {
        "table1": [_grid(
            datasets = ["shapes10", "shapes100"],
            encoders = ["vgg_slim", "resnet8", "resnet14"],
            labels = _TABLE1_LABELS,
            seeds = [7],
        )],
    },
    recipe = merge_recipe(_COMMON, {
        "batch_size": 64,
        "device": "CPU",
        "epochs": 12,
        "learning_rate": "0.1",
        "one_cycle": {"warmup_fraction": "0.2"},
        "precision": "FP32",
        "weight_decay": "5e-4",
    }),
    overrides = [
        _override(label = "category", changes = {"epochs": 8}),
    ],
    segments = 1,
)

_CPU = struct(
    grids = {
        "table1": [_grid(
            datasets = ["cifar10", "cifar100"],
            encoders = ["resnet32"],
            labels = _TABLE1_LABELS,
            seeds = [7],
        )],
        # Compared with an independent PyTorch run of the same length.
        "reference": [_grid(
            datasets = ["cifar10"],
            encoders = ["resnet32"],
            labels = ["category"],
            seeds = [7],
            changes = {"epochs": 8},
            suffix = "_e8",
            user_labels = False,
        )],
    },
    recipe = merge_recipe(_COMMON, {
        "batch_size": 128,
        "device": "CPU",
        "epochs": 16,
        "learning_rate": "0.2",
        "one_cycle": {"warmup_fraction": "0.2"},
        "precision": "BF16_AUTOCAST",
        "weight_decay": "5e-4",
    }),
    overrides = [],
    segments = 8,
)

_PAPER = struct(
    grids = {
        "table1": [_grid(
            datasets = ["cifar10", "cifar100"],
            encoders = ["vgg19", "resnet32", "resnet110"],
            labels = _TABLE1_LABELS,
            seeds = [7],
        )],
    },
    recipe = merge_recipe(_COMMON, {
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
        _override(
            label = "category",
            changes = {"epochs": 200, "multi_step": {"factor": "0.1", "milestones": [100, 150]}},
        ),
        _override(label = "category", encoder = "vgg19", changes = {"weight_decay": "5e-4"}),
    ],
    # Figure 5 looks at 10, 30, 50, 70 and 100 % of a training.
    segments = 10,
)

PROFILES = {
    "cpu": _CPU,
    "paper": _PAPER,
    "smoke": _SMOKE,
}

def _matches(override, dataset, encoder, label):
    return (override.dataset in [None, dataset] and
            override.encoder in [None, encoder] and
            override.label in [None, label])

def _recipe(profile, grid, dataset, encoder, label, fraction, seed):
    recipe = merge_recipe(profile.recipe, {
        "dataset": dataset,
        "encoder": encoder,
        "label": {"kind": label, "seed": 0},
        "seed": seed,
        "train_fraction_percent": fraction,
    })
    if label in _LABEL_SOURCES:
        recipe["label"]["source"] = _LABEL_SOURCES[label]
    for override in profile.overrides:
        if _matches(override, dataset, encoder, label):
            recipe = merge_recipe(recipe, override.changes)
    return merge_recipe(recipe, grid.changes)

def _run_name(profile, grid, dataset, encoder, label, fraction, seed):
    name = "_".join([profile, dataset, encoder, label])
    if fraction != "100":
        name += "_p" + fraction.replace(".", "_")
    if seed != 7:
        name += "_s%d" % seed
    return name + grid.suffix

def _grid_labels(grid, dataset):
    if not grid.user_labels:
        return grid.labels
    return grid.labels + [user.kind for user in USER_LABELS if dataset in user.datasets]

def _grid_runs(profile_name, table, grid):
    profile = PROFILES[profile_name]
    runs = []
    for dataset in grid.datasets:
        for encoder in grid.encoders:
            for label in _grid_labels(grid, dataset):
                for fraction in grid.fractions:
                    for seed in grid.seeds:
                        runs.append(struct(
                            dataset = dataset,
                            encoder = encoder,
                            label = label,
                            name = _run_name(profile_name, grid, dataset, encoder, label, fraction, seed),
                            profile = profile_name,
                            recipe = _recipe(profile, grid, dataset, encoder, label, fraction, seed),
                            segments = profile.segments,
                            table = table,
                        ))
    return runs

def profile_runs(profile, table = None):
    """The runs of a profile, or of one table or figure of it.

    Args:
      profile: a key of PROFILES.
      table: "table1", ...; None for the runs of all.
    Returns:
      Structs with name, profile, tables, dataset, encoder, label, recipe and segments. A run that
      several tables share comes once.
    """
    by_name = {}
    grids = PROFILES[profile].grids
    for table_name in grids:
        if table not in [None, table_name]:
            continue
        for grid in grids[table_name]:
            for run in _grid_runs(profile, table_name, grid):
                tables = by_name[run.name].tables if run.name in by_name else []
                by_name[run.name] = struct(
                    dataset = run.dataset,
                    encoder = run.encoder,
                    label = run.label,
                    name = run.name,
                    profile = run.profile,
                    recipe = run.recipe,
                    segments = run.segments,
                    tables = tables + [table_name],
                )
    return by_name.values()

def label_shape(dataset, kind):
    """Shape of one label of a kind, as far as it can be told without the label set."""
    user_shapes = {user.kind: user.shape for user in USER_LABELS}
    shape = user_shapes.get(kind, _LABEL_SHAPES.get(kind, [64, 64]))
    return [DATASETS[dataset].classes if size == "classes" else size for size in shape]

def table_runs(profile, table):
    """Labels of the training_run targets that a table or figure of a profile is made of."""
    return ["//experiments/runs:" + run.name for run in profile_runs(profile, table)]
