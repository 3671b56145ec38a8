"""The tables that are made of training runs, of label sets and of the models themselves."""

load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments:profiles.bzl", "PROFILES")
load("//experiments:recipe.bzl", "quoted")
load("//experiments/report:entry.bzl", "entry")
load("//experiments/tables:label_sets.bzl", "COMPUTED_LABEL_SETS", "LABELS_SUBTITLE", "STATISTICS_ORDER", "authors_label_sets", "select_drawn_label_sets", "select_label_sets")
load("//labels:catalogue.bzl", "label_kinds", "made_here")
load("//models:catalogue.bzl", "encoders")

# The models are the same under every profile, but for the small ones.
_MODELS_SUBTITLE = select({
    "//experiments:is_" + name: "{} {}; the same numbers under every profile".format(name, "run" if name == "smoke" else "profile")
    for name in PROFILES
})

_ENCODERS = select({
    "//experiments:is_smoke": encoders("paper") + encoders("slim"),
    "//conditions:default": encoders("paper"),
})

def _statistics(attributes, of_profile = True, tags = ["manual"]):
    return entry(
        "statistics_table",
        "Table 2: statistics of the label sets",
        attributes = attributes,
        deps = [
            "//lib/base:digest",
            "//lib/base:proto_io",
            "//lib/stats:label_statistics",
        ],
        of_profile = of_profile,
        options = {"label_order": [quoted(kind) for kind in STATISTICS_ORDER]},
        tags = tags,
    )

def _parameters(number, dataset):
    return entry(
        "parameter_table",
        "Table {}: parameters of the models".format(number),
        attributes = {
            "encoders": _ENCODERS,
            "subtitle": _MODELS_SUBTITLE,
        },
        deps = [
            "//lib/base:named_tensors",
            "//lib/eval:classifier",
            "//models:all_encoders",
            "//models:registry",
        ],
        options = {"models": {"classes": DATASETS[dataset].classes, "dataset": quoted(dataset)}},
        tags = [],
    )

def _published(file, title, grid, attacks = False, options = {}):
    """Published numbers beside those of the runs of a grid, or of the attacks on their models."""
    return entry(
        "published_table",
        title,
        attacks = attacks,
        attributes = {"published": file},
        deps = [
            "//results/published",
            "//results/published:match",
        ],
        grids = [grid],
        options = options,
    )

TABLES = {
    "table1": entry(
        "accuracy_table",
        "Table 1: test accuracy",
        deps = ["//lib/report:display_table"],
        grids = ["table1"],
    ),
    # Entropy and distances of the profile's label sets.
    "table2": _statistics({
        "label_sets": select_label_sets(),
        "subtitle": LABELS_SUBTITLE,
    }),
    # The same of the label files of the paper's authors; needs $LABELREP_PAPER_LABELS.
    "table2_authors": _statistics(
        {"label_sets": authors_label_sets()},
        of_profile = False,
    ),
    # The same of the labels that are computed from class names and seeds alone.
    "table2_computed": _statistics(
        {"label_sets": COMPUTED_LABEL_SETS},
        of_profile = False,
        tags = [],
    ),
    # How much those that are drawn depend on the draw.
    "table_labels": entry(
        "draws_table",
        "Statistics of drawn labels, over draws",
        attributes = {
            "label_sets": select_drawn_label_sets(),
            "subtitle": LABELS_SUBTITLE,
        },
        deps = [
            "//labels:make",
            "//lib/stats:label_statistics",
            "//lib/stats:mean_and_std",
        ],
    ),
    "table3": _parameters(3, "cifar10"),
    "table4": _parameters(4, "cifar100"),
    "table_listening": entry(
        "listening_table",
        "Appendix A.1: what a listener hears, and the threshold of the loss",
        answers = True,
        deps = [
            "//experiments/listening:clips",
            "//experiments/listening:verdicts",
            "//experiments/record:absent",
            "//lib/base:files",
            "//lib/base:printable",
            "//lib/base:user_text",
            "//lib/stats:agreement",
            "//results:listening_cc_proto",
        ],
        grids = ["listening"],
        measurement = "//experiments/listening",
    ),
    # With --config=replication.
    "table_replication": _published(
        "//results/published:replication.textproto",
        "The replication of 2022 and ours: accuracy",
        "replicated",
    ),
    "table_replication_attacks": _published(
        "//results/published:replication.textproto",
        "The replication of 2022 and ours: accuracy under attack",
        "replicated_attacks",
        attacks = True,
    ),
    # Of models that were trained otherwise.
    "table_release_attacks": _published(
        "//results/published:replication.textproto",
        "The replication of 2022 and ours, trained otherwise: accuracy under the release's attacks",
        "fig7",
        attacks = True,
        options = {"same_labels": [
            {"own": quoted(made_here(kind)), "published": quoted(kind)}
            for kind in label_kinds("paper", "authors")
        ]},
    ),
    "table_replication_50_epochs": _published(
        "//results/published:replication2.textproto",
        "The replication of 2021 and ours: accuracy",
        "replicated_50_epochs",
    ),
    "table5": entry(
        "decoder_table",
        "Table 5: layers of the label decoder",
        attributes = {
            "encoders": encoders("paper"),
            "subtitle": _MODELS_SUBTITLE,
        },
        deps = [
            "//models:all_encoders",
            "//models:complexity",
            "//models:registry",
        ],
        tags = [],
    ),
}
