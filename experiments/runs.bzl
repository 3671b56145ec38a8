"""Targets for the runs of profiles."""

load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments:grid.bzl", "profile_runs")
load("//experiments:recorded.bzl", "if_recorded", "unless_recorded")
load("//experiments:run.bzl", "run_config", "training_run")
load("//labels:catalogue.bzl", "LABEL_KINDS", "USER_KINDS", "label_shape", "voice_source")
load("//labels:labels.bzl", "label_set")
load("//models:catalogue.bzl", "find_encoder")

def _label_source(dataset, kind):
    """The `source` of a label recipe; empty where there is no choice."""
    if kind.input != "wavs":
        return ""
    if kind.voice:
        return voice_source(kind.voice)
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

def _draw_name(run):
    return "{}_{}_d{}".format(run.dataset, run.label, run.recipe["label"]["seed"])

def run_inputs(run, label_package = "//labels", unless = unless_recorded):
    """The data set and the label set of a run, as attributes of a rule that measures.

    Args:
      run: one of profile_runs().
      label_package: package of the label set.
      unless: function that gives a label, or nothing where results are looked up.
    Returns:
      Dict.
    """
    labels = "{}:{}_{}".format(label_package, run.dataset, run.label)
    if run.recipe["label"]["seed"]:
        labels = "//experiments/runs:" + _draw_name(run)
    return {
        "data": unless("//datasets:" + run.dataset),
        "labels": unless(labels),
    }

def declare_draws(profiles):
    """Declares the label sets of runs whose labels are another draw than those of //labels."""
    draws = {
        _draw_name(run): run
        for name, profile in profiles.items()
        for run in profile_runs(name, profile)
        if run.recipe["label"]["seed"]
    }
    for name, run in draws.items():
        label_set(
            name = name,
            dataset = "//datasets:" + run.dataset,
            kind = run.label,
            seed = run.recipe["label"]["seed"],
            tags = ["manual"],
        )

def declare_runs(profiles, user_labels = USER_KINDS, label_package = "//labels"):
    """Declares <run name> and <run name>_config for every run of the profiles.

    Args:
      profiles: dict from name to profile().
      user_labels: dict from name to label_kind(): the user's.
      label_package: package with the label sets of those of them that come from files.
    Returns:
      Names of the run_config targets.
    """
    kinds = dict(LABEL_KINDS)
    kinds.update(user_labels)
    configs = []
    for profile in profiles:
        for run in profile_runs(profile, profiles[profile], user_labels = user_labels):
            _find(run, "data set", run.dataset, DATASETS)
            kind = _find(run, "label kind", run.label, kinds)
            from_file = run.label in user_labels and kind.npy
            on_cuda = run.recipe["device"] == "CUDA"
            run_config(
                name = run.name + "_config",
                label_shape = label_shape(kind, run.dataset),
                label_source = _label_source(run.dataset, kind),
                run_json = json.encode(run),
                tags = ["manual"],
            )
            training_run(
                name = run.name,
                config = run.name + "_config",
                preflight = unless_recorded("//experiments/plan:preflight") if on_cuda else None,
                program = unless_recorded("//experiments/train:train_" + find_encoder(run.encoder).source),
                recaller = if_recorded("//experiments/record:recall"),
                segments = run.segments,
                tags = ["manual"],
                **run_inputs(run, label_package if from_file else "//labels")
            )
            configs.append(run.name + "_config")
    return configs
