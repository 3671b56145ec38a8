"""Targets for the runs of profiles."""

load("//experiments:grid.bzl", "profile_runs")
load("//experiments:recorded.bzl", "if_recorded", "unless_recorded")
load("//experiments:run.bzl", "run_config", "training_run")
load("//labels:catalogue.bzl", "LABEL_KINDS")
load("//labels:labels.bzl", "label_set")

# Data sets whose class names the authors recorded.
_RECORDED_DATASETS = ["cifar10", "cifar100"]

def _label_source(dataset, kind):
    """The `source` of a label recipe; empty where there is no choice."""
    if kind not in LABEL_KINDS or LABEL_KINDS[kind].input != "wavs":
        return ""
    return select({
        "//labels:speech_is_espeak": "espeak",
        "//labels:speech_is_recordings": "recordings",
        "//conditions:default": "recordings" if dataset in _RECORDED_DATASETS else "espeak",
    })

def _user_label_sets(user_labels):
    """Declares <dataset>_<kind> for the user's label kinds that come from files."""
    for user in user_labels:
        for dataset, npy in user.npy.items():
            label_set(
                name = "{}_{}".format(dataset, user.kind),
                dataset = "//lib/data:" + dataset,
                kind = user.kind,
                npy = npy,
                npy_order = user.class_order.get(dataset),
                tags = ["manual"],
            )

def declare_runs(profiles, user_labels, attacked_figures = [], user_attacks = []):
    """Declares <run name> and <run name>_config for every run of the profiles.

    Args:
      profiles: dict from name to profile().
      user_labels: list of user_label().
      attacked_figures: names of the figures that attack the models of their runs.
      user_attacks: list of attack(), beyond the profiles' own.
    Returns:
      Names of the run_config targets.
    """
    _user_label_sets(user_labels)
    own = {user.kind: user for user in user_labels}
    configs = []
    for profile in profiles:
        attacks = [attack for group in profiles[profile].attack_groups for attack in group] + user_attacks
        for run in profile_runs(profile, profiles[profile], user_labels):
            from_file = run.label in own and own[run.label].npy
            attacked_tables = [table for table in run.tables if table in attacked_figures]
            run_config(
                name = run.name + "_config",
                attacked_tables = attacked_tables,
                attacks_json = json.encode(attacks if attacked_tables else []),
                label_shape = own[run.label].shape if run.label in own else [],
                label_source = _label_source(run.dataset, run.label),
                profile = profile,
                recipe_json = json.encode(run.recipe),
                run_name = run.name,
                tables = run.tables,
                tags = ["manual"],
            )
            training_run(
                name = run.name,
                config = run.name + "_config",
                data = unless_recorded("//lib/data:" + run.dataset),
                labels = unless_recorded("{}:{}_{}".format("" if from_file else "//labels", run.dataset, run.label)),
                preflight = unless_recorded("//experiments/plan:preflight") if run.recipe["device"] == "CUDA" else None,
                recaller = if_recorded("//experiments/record:recall"),
                segments = run.segments,
                tags = ["manual"],
                trainer = unless_recorded("//experiments/train:train"),
            )
            configs.append(run.name + "_config")
    return configs
