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

def run_inputs(run, user_labels, user_package = "//experiments/runs", unless = unless_recorded):
    """The data set and the label set of a run, as attributes of a rule that measures.

    Args:
      run: one of profile_runs().
      user_labels: list of user_label().
      user_package: where declare_runs() declared the label sets of the user's files.
      unless: function that gives a label, or nothing where results are looked up.
    Returns:
      Dict.
    """
    from_file = [user for user in user_labels if user.kind == run.label and user.npy]
    package = user_package if from_file else "//labels"
    return {
        "data": unless("//lib/data:" + run.dataset),
        "labels": unless("{}:{}_{}".format(package, run.dataset, run.label)),
    }

def declare_runs(profiles, user_labels):
    """Declares <run name> and <run name>_config for every run of the profiles.

    Args:
      profiles: dict from name to profile().
      user_labels: list of user_label().
    Returns:
      Names of the run_config targets.
    """
    _user_label_sets(user_labels)
    own = {user.kind: user for user in user_labels}
    configs = []
    for profile in profiles:
        for run in profile_runs(profile, profiles[profile], user_labels):
            run_config(
                name = run.name + "_config",
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
                preflight = unless_recorded("//experiments/plan:preflight") if run.recipe["device"] == "CUDA" else None,
                program = unless_recorded("//experiments/train:train"),
                recaller = if_recorded("//experiments/record:recall"),
                segments = run.segments,
                tags = ["manual"],
                **run_inputs(run, user_labels, user_package = "")
            )
            configs.append(run.name + "_config")
    return configs
