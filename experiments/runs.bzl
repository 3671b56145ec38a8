"""One training_run target for every run of every profile."""

load("//experiments:profiles.bzl", "PROFILES", "profile_runs")
load("//experiments:recorded.bzl", "if_recorded", "unless_recorded")
load("//experiments:run.bzl", "run_config", "training_run")
load("//experiments:user_labels.bzl", "USER_LABELS")
load("//experiments/plan:run_list.bzl", "run_list")

def _labels_target(run):
    user_kinds = [user.kind for user in USER_LABELS if user.npy]
    package = "//experiments/runs" if run.label in user_kinds else "//labels"
    return "{}:{}_{}".format(package, run.dataset, run.label)

def all_runs(name):
    """Declares <run name> and <run name>_config for every run of every profile.

    Args:
      name: of the list of all runs, for //experiments:plan.
    """
    configs = []
    for profile in PROFILES:
        for run in profile_runs(profile):
            configs.append(run.name + "_config")
            run_config(
                name = run.name + "_config",
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
                labels = unless_recorded(_labels_target(run)),
                preflight = unless_recorded("//experiments/plan:preflight"),
                recaller = if_recorded("//experiments/record:recall"),
                segments = run.segments,
                tags = ["manual"],
                trainer = unless_recorded("//experiments/train:train"),
            )
    run_list(
        name = name,
        configs = configs,
    )
