"""The profile of the independent replications: their protocol, for results/published.

Rate 0.1 throughout and weight decay 1e-4 for all; docs/protocol.md says the rest.
"""

load("//experiments:grid.bzl", "grid", "override", "profile", "variant")
load("//experiments:recipe.bzl", "merge_recipe")
load("//experiments/attacks:attack.bzl", "paper_attacks")
load("//experiments/profiles:common.bzl", "COMMON_RECIPE")
load("//labels:catalogue.bzl", "label_kinds")

_ENCODERS = ["vgg19", "resnet32", "resnet110"]
_FRACTIONS = ["1", "2", "4", "8", "10", "20"]
_SEEDS = [7, 8, 9]

# The authors' files, as the replication took them, beside what needs none.
_LABELS = ["category"] + label_kinds("authors")

_FEW_EPOCHS = {"epochs": 50}

# What a difference between labels at few images may come from besides the label.
_CONTROL_FRACTION = "2"
_CONTROL_LABELS = ["paper_shuffle"] + label_kinds("control")

def _grid(**fields):
    return grid(datasets = ["cifar10"], user_datasets = False, user_labels = False, **fields)

_WHOLE = [
    _grid(encoders = _ENCODERS, labels = _LABELS, seeds = _SEEDS),
    _grid(
        encoders = ["vgg19", "resnet32"],
        labels = [kind for kind in label_kinds("replication") if kind != "speech_french"],
        seeds = _SEEDS,
    ),
]

_FRACTION_GRIDS = [
    _grid(
        encoders = ["resnet32", "resnet110"],
        fractions = _FRACTIONS,
        labels = _LABELS,
        seeds = _SEEDS,
    ),
    # There, VGG19 trained as long on categories as on anything else.
    _grid(
        changes = {"epochs": 200},
        encoders = ["vgg19"],
        fractions = _FRACTIONS,
        labels = _LABELS,
        seeds = _SEEDS,
    ),
]

_RATE = variant("rate", "rate 0.01", {"learning_rate": "0.01"})

def _category_variants(milestones):
    """Category's training as the paper has it, change by change."""
    return [
        _RATE,
        variant("schedule", "the paper's schedule", {
            "multi_step": {"factor": "0.1", "milestones": milestones},
        }),
        variant("decay", "weight decay 5e-4", {"weight_decay": "5e-4"}),
    ]

def _control_grid(encoder, labels, **fields):
    return _grid(
        encoders = [encoder],
        fractions = [_CONTROL_FRACTION],
        labels = labels,
        seeds = _SEEDS,
        **fields
    )

# The paper's steps are after half and three quarters of category's epochs.
_CONTROL_GRIDS = [
    _control_grid(
        "vgg19",
        ["category"],
        changes = {"epochs": 200},
        variants = _category_variants([100, 150]),
    ),
    _control_grid("vgg19", ["paper_speech"], changes = {"epochs": 200}, variants = [_RATE]),
    _control_grid("vgg19", _CONTROL_LABELS, changes = {"epochs": 200}),
    _control_grid(
        "resnet110",
        ["category"],
        variants = _category_variants([50, 75]) + [
            variant("epochs", "200 epochs", {"epochs": 200}),
        ],
    ),
    _control_grid("resnet110", ["paper_speech"], variants = [_RATE]),
    _control_grid("resnet110", _CONTROL_LABELS),
]

REPLICATION = profile(
    attack_groups = [
        [attack]
        for attack in paper_attacks({"batch_size": 250})
        if attack.recipe.get("variant") == "RELEASE"
    ],
    grids = {
        "replicated": _WHOLE + _FRACTION_GRIDS,
        "replicated_fractions": _WHOLE[:1] + _FRACTION_GRIDS,
        "replicated_attacks": _WHOLE,
        "small_data": _CONTROL_GRIDS,
        "replicated_50_epochs": [_grid(
            changes = _FEW_EPOCHS,
            encoders = ["resnet110"],
            fractions = ["1", "2", "4", "8", "10", "100"],
            labels = ["category", "paper_speech", "speech_french"],
            seeds = [7, 77, 100],
            suffix = "_e50",
        )],
    },
    # A GPU validates in no time, and is faster in fp32 with contiguous images.
    on_device = {"CUDA": {
        "memory_format": "CONTIGUOUS",
        "precision": "FP32",
        "validate_every_epochs": 1,
    }},
    overrides = [override(label = "category", changes = {"epochs": 100})],
    recipe = merge_recipe(COMMON_RECIPE, {
        "batch_size": 128,
        "device": "CPU",
        "epochs": 200,
        "learning_rate": "0.1",
        "multi_step": {"factor": "0.1"},
        "precision": "BF16_AUTOCAST",
        "validate_every_epochs": 10,
        "weight_decay": "1e-4",
    }),
    segments = 4,
    title = "Protocol of the independent replications, which is not the paper's",
)
