"""What the site shows of single test images: what is decided on them, and they themselves."""

load("@cifar_at_hand//:available.bzl", "CIFAR_MISSING")
load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments:catalogue.bzl", "catalogue")
load("//experiments:grid.bzl", "profile_runs")
load("//experiments:profiles.bzl", "PROFILES")
load("//experiments:recipe.bzl", "quoted")
load("//experiments:shown_runs.bzl", "select_attacks", "select_measured")
load("//experiments/decisions:decisions.bzl", "DECIDED_GRIDS")
load("//experiments/measure:measurement.bzl", "MeasurementsInfo", "measurements_of")
load("//experiments/report:report.bzl", "measured_message", "run_message")
load("//lib/data:dataset.bzl", "DatasetInfo", "folder_of")

def select_image_measurements():
    """Targets of the models whose images are shown: what is decided on them, without and under attacks."""
    return (select_attacks(DECIDED_GRIDS) + select_measured("//experiments/decisions", DECIDED_GRIDS) +
            ["//experiments/attacks:transfers"])

def _is_at_hand(dataset):
    """Whether its files are in the repository, or a variable names their folder."""
    is_elsewhere = (DATASETS[dataset].files or "").startswith("@")
    return not is_elsewhere or "LABELREP_" + dataset.upper() not in CIFAR_MISSING

def _data_sets(profile):
    names = {
        run.dataset: True
        for grid in DECIDED_GRIDS
        for run in profile_runs(profile, PROFILES[profile], grid)
    }
    return ["//datasets:" + name for name in names if _is_at_hand(name)]

def select_image_data():
    """Their data sets, as far as none has to be downloaded for it."""
    return select({
        "//experiments:is_" + profile: _data_sets(profile)
        for profile in PROFILES
    })

def _kept(measured):
    """The images that an attack left to be looked at; a transferred one has none of its own."""
    return [file for name, file in measured.files.items() if name == "pictured"]

def _attack_message(measured):
    return dict(measured_message(measured), files = [
        {"name": quoted("pictured"), "path": quoted(file.path)}
        for file in _kept(measured)
    ])

def images_spec(measured_targets, data_sets, profile, shown_runs):
    """What the program of the site is told.

    Args:
      measured_targets: those of select_image_measurements().
      data_sets: targets of select_image_data().
      profile: name of the profile.
      shown_runs: names of the runs that the site shows.
    Returns:
      struct(message: an ImagesSpec (image_table.proto) in message_text()'s form; files: list).
    """
    trained = {
        training.run.name: training
        for target in measured_targets
        for training in target[MeasurementsInfo].trained
        if training.run.name in shown_runs
    }
    measured = [m for m in measurements_of(measured_targets) if m.run.name in trained]
    attacks = [m for m in measured if m.kind == "attack"]
    decided = [m for m in measured if m.kind == "decisions"]
    message = {
        "data": [
            {
                "dataset": quoted(data[DatasetInfo].name),
                "folder": quoted(folder_of(data[DatasetInfo].files.to_list())),
            }
            for data in data_sets
        ],
        "report": {
            "attacks": [_attack_message(m) for m in attacks],
            "catalogue": catalogue([training.recipe["encoder"] for training in trained.values()]),
            "measurements": [measured_message(m) for m in decided],
            "name": quoted("images"),
            "profile": quoted(profile),
            "runs": [run_message(training) for training in trained.values()],
        },
    }
    files = [m.result for m in trained.values() + attacks + decided]
    files += [file for m in attacks for file in _kept(m)]
    for data in data_sets:
        files += data[DatasetInfo].files.to_list()
    return struct(files = files, message = message)
