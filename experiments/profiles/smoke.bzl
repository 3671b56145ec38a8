"""The profile that trains in minutes."""

load("//experiments:grid.bzl", "grid", "profile", "variant")
load("//experiments:recipe.bzl", "merge_recipe")
load("//experiments/attacks:attack.bzl", "paper_attacks", "strong_attacks")
load("//experiments/profiles:common.bzl", "COMMON_RECIPE", "FIG5_LABELS", "FIG8_LABELS", "FIGURE_LABELS", "REQUESTED_LABELS", "STATISTICS_LABELS", "TABLE1_LABELS")

_SMOKE_ATTACK = {"batch_size": 100, "images": 100}

def _statistics_grid(fraction):
    return grid(
        datasets = ["shapes10"],
        encoders = ["resnet8"],
        fractions = [fraction],
        labels = FIGURE_LABELS + STATISTICS_LABELS,
    )

SMOKE = profile(
    attack_groups = [
        paper_attacks(_SMOKE_ATTACK) + strong_attacks(
            _SMOKE_ATTACK,
            epsilons = ["0.1", "0.2"],
            queries = 100,
            query_images = 50,
            restarts = 1,
            steps = 10,
            suite = {"queries": 100, "steps": 10, "target_classes": 3},
        ),
    ],
    grids = {
        "table1": [grid(
            datasets = ["shapes10", "shapes100"],
            encoders = ["vgg_slim", "resnet8", "resnet14"],
            labels = TABLE1_LABELS,
        )],
        "fig2": [grid(datasets = ["shapes100"], encoders = ["resnet8"], labels = FIGURE_LABELS)],
        "fig3": [grid(
            datasets = ["shapes10", "shapes100"],
            encoders = ["resnet8"],
            labels = TABLE1_LABELS,
        )],
        # At 10, 30, 50, 70 and 100 % of whole epochs.
        "fig5": [grid(
            changes = {"epochs": 10},
            datasets = ["shapes10"],
            encoders = ["resnet8"],
            labels = FIG5_LABELS,
            segments = 10,
            suffix = "_e10",
        )],
        "fig8": [grid(
            datasets = ["shapes10"],
            encoders = ["vgg_slim", "resnet8", "resnet14"],
            labels = FIG8_LABELS,
        )],
        "fig7": [grid(datasets = ["shapes10"], encoders = ["resnet8"], labels = FIGURE_LABELS)],
        "fig9": [grid(datasets = ["shapes10"], encoders = ["resnet8"], labels = ["category", "speech"])],
        "listening": [grid(datasets = ["shapes10"], encoders = ["resnet8"], labels = ["speech"])],
        # 5 % are 112 images.
        "fig4": [grid(
            datasets = ["shapes10"],
            encoders = ["resnet8"],
            fractions = ["5", "20", "100"],
            labels = FIGURE_LABELS,
            seeds = [7, 8],
        )],
        "label_statistics": [_statistics_grid("100")],
        "label_statistics_few_images": [_statistics_grid("20")],
        "small_data": [grid(
            datasets = ["shapes10"],
            encoders = ["resnet8"],
            fractions = ["5"],
            labels = ["category", "speech"],
            seeds = [7, 8],
            user_datasets = False,
            user_labels = False,
            variants = [
                variant("rate", "rate 0.01", {"learning_rate": "0.01"}),
                variant("decay", "weight decay 1e-4", {"weight_decay": "1e-4"}),
            ],
        )],
    },
    measurements = {"listening": {"clips": 20, "images": 100}},
    on_request = REQUESTED_LABELS,
    recipe = merge_recipe(COMMON_RECIPE, {
        "batch_size": 64,
        "device": "CPU",
        "epochs": 6,
        "learning_rate": "0.1",
        "one_cycle": {"warmup_fraction": "0.2"},
        "precision": "FP32",
        "weight_decay": "5e-4",
    }),
    title = "Smoke run: embedded data set, slim encoders; not the paper's numbers",
)
