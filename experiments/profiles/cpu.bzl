"""The profile for days of CPU."""

load("//experiments:grid.bzl", "grid", "profile")
load("//experiments:recipe.bzl", "merge_recipe")
load("//experiments/attacks:attack.bzl", "paper_attacks", "strong_attacks")
load("//experiments/profiles:common.bzl", "COMMON_RECIPE", "DRAWN_LABELS", "FIG5_LABELS", "FIG8_LABELS", "FIGURE_LABELS", "REQUESTED_LABELS", "TABLE1_LABELS")

# With few images an epoch is short, and the labels with many numbers take many: at 2 % the curve of
# speech was still rising after 200 epochs and level after 400. All fractions take as many steps; at
# 8 % these were 100 epochs, at whose end speech was still rising.
_FRACTIONS = [("1", 800, [7, 8, 9]), ("2", 400, [7, 8, 9, 10, 11])]

def _fraction_grids(labels, fractions = _FRACTIONS, **fields):
    return [
        grid(
            changes = {
                "batch_size": 32,
                "epochs": epochs,
                "learning_rate": "0.1",
                "validate_every_epochs": epochs // 20,
            },
            datasets = ["cifar10"],
            encoders = ["resnet32"],
            fractions = [fraction],
            labels = labels,
            seeds = seeds,
            **fields
        )
        for fraction, epochs, seeds in fractions
    ]

# What is recorded of the kinds that are drawn has one draw for all seeds.
def _drawn_fraction_grids():
    return _fraction_grids(
        DRAWN_LABELS,
        fractions = _FRACTIONS[1:],
        one_draw = True,
        user_labels = False,
    )

_CPU_ATTACK = {"batch_size": 250}
_CPU_FIRST_IMAGES = {"images": 1000}

CPU = profile(
    # An hour for each model: what is interrupted should not lose it.
    attack_groups = [
        [attack]
        for attack in paper_attacks(
            _CPU_ATTACK,
            # Compared with the paper's image by image, which takes fewer images than a curve.
            release = _CPU_FIRST_IMAGES,
        ) + strong_attacks(
            merge_recipe(_CPU_ATTACK, _CPU_FIRST_IMAGES),
            epsilons = ["0.05", "0.1", "0.2"],
            queries = 1000,
            query_epsilons = [["0.05"], ["0.1"], ["0.2"]],
            query_images = 1000,
            restarts = 2,
            steps = 20,
        )
    ],
    grids = {
        "table1": [grid(
            datasets = ["cifar10", "cifar100"],
            encoders = ["resnet32"],
            labels = TABLE1_LABELS,
        )],
        "fig2": [grid(datasets = ["cifar100"], encoders = ["resnet32"], labels = TABLE1_LABELS)],
        "fig3": [grid(datasets = ["cifar10"], encoders = ["resnet32"], labels = TABLE1_LABELS)],
        # A checkpoint after each epoch.
        "fig5": [grid(
            datasets = ["cifar10"],
            encoders = ["resnet32"],
            labels = FIG5_LABELS,
            segments = 16,
        )],
        "fig8": [grid(datasets = ["cifar10"], encoders = ["resnet32"], labels = FIG8_LABELS)],
        "fig7": [grid(datasets = ["cifar10"], encoders = ["resnet32"], labels = FIGURE_LABELS)],
        # The others' maps tell what is speech's from what is any regressed label's.
        "fig9": [grid(datasets = ["cifar10"], encoders = ["resnet32"], labels = TABLE1_LABELS)],
        "listening": [grid(datasets = ["cifar10"], encoders = ["resnet32"], labels = ["speech"])],
        "fig4": _fraction_grids(FIGURE_LABELS) + _drawn_fraction_grids(),
        # What is recorded: the models of Figure 7, and those of Figure 4 with 2 %.
        "label_statistics": [grid(
            datasets = ["cifar10"],
            encoders = ["resnet32"],
            labels = FIGURE_LABELS,
        )],
        "label_statistics_few_images": _fraction_grids(FIGURE_LABELS, _FRACTIONS[1:]) +
                                       _drawn_fraction_grids(),
        # As long as benchmarks/reference/train.py trains by default.
        "reference": [grid(
            datasets = ["cifar10"],
            encoders = ["resnet32"],
            labels = ["category"],
            changes = {"epochs": 8},
            suffix = "_e8",
            user_datasets = False,
            user_labels = False,
        )],
    },
    on_request = REQUESTED_LABELS,
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
    title = "CPU run: CIFAR with a shortened recipe; not the paper's protocol",
)
