"""Targets for the runs of profiles."""

load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments:grid.bzl", "profile_runs")
load("//experiments:recorded.bzl", "if_recorded", "unless_recorded")
load("//experiments:run.bzl", "run_config", "training_run")
load("//labels:catalogue.bzl", "LABEL_KINDS", "USER_KINDS", "label_shape")
load("//models:catalogue.bzl", "find_encoder")

def _label_source(dataset, kind):
    """The `source` of a label recipe; empty where there is no choice."""
    if kind.input != "wavs":
        return ""
    return select({
        "//labels:speech_is_espeak": "espeak",
        "//labels:speech_is_recordings": "recordings",
        "//conditions:default": "recordings" if DATASETS[dataset].recordings else "espeak",
    })

def _find(run, what, name, entries):
    if name not in entries:
        fail("run {}: {} \"{}\" is in no catalogue; expected one of {}".format(
            run.name,
            what,
            name,
            ", ".join(entries),
        ))
    return entries[name]

def declare_runs(
        profiles,
        attacked_figures = [],
        user_attacks = [],
        user_labels = USER_KINDS,
        label_package = "//labels"):
    """Declares <run name> and <run name>_config for every run of the profiles.

    Args:
      profiles: dict from name to profile().
      attacked_figures: names of the figures that attack the models of their runs.
      user_attacks: list of attack(), beyond the profiles' own.
      user_labels: dict from name to label_kind(): the user's.
      label_package: package with the label sets of those of them that come from files.
    Returns:
      Names of the run_config targets.
    """
    kinds = dict(LABEL_KINDS)
    kinds.update(user_labels)
    configs = []
    for profile in profiles:
        attacks = [attack for group in profiles[profile].attack_groups for attack in group] + user_attacks
        for run in profile_runs(profile, profiles[profile], user_labels = user_labels):
            _find(run, "data set", run.dataset, DATASETS)
            kind = _find(run, "label kind", run.label, kinds)
            package = label_package if run.label in user_labels and kind.npy else "//labels"
            attacked_tables = [table for table in run.tables if table in attacked_figures]
            run_config(
                name = run.name + "_config",
                attacked_tables = attacked_tables,
                attacks_json = json.encode(attacks if attacked_tables else []),
                label_shape = label_shape(kind, run.dataset),
                label_source = _label_source(run.dataset, kind),
                profile = profile,
                recipe_json = json.encode(run.recipe),
                run_name = run.name,
                tables = run.tables,
                tags = ["manual"],
            )
            training_run(
                name = run.name,
                config = run.name + "_config",
                data = unless_recorded("//datasets:" + run.dataset),
                labels = unless_recorded("{}:{}_{}".format(package, run.dataset, run.label)),
                preflight = unless_recorded("//experiments/plan:preflight") if run.recipe["device"] == "CUDA" else None,
                recaller = if_recorded("//experiments/record:recall"),
                segments = run.segments,
                tags = ["manual"],
                trainer = unless_recorded("//experiments/train:train_" + find_encoder(run.encoder).source),
            )
            configs.append(run.name + "_config")
    return configs
