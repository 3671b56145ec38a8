"""What //experiments:plan knows of a run before its data set and labels are there."""

load("//experiments:recipe.bzl", "quoted")
load("//experiments:shown_runs.bzl", "GRIDS_OF")
load("//lib/data:user_datasets.bzl", "USER_DATASETS")

_DATASETS = {
    "cifar10": struct(classes = 10, train_images = 50000, test_images = 10000),
    "cifar100": struct(classes = 100, train_images = 50000, test_images = 10000),
    "shapes10": struct(classes = 10, train_images = 2250, test_images = 1000),
    "shapes100": struct(classes = 100, train_images = 4450, test_images = 1000),
}
_DATASETS.update({dataset.name: dataset for dataset in USER_DATASETS})

# Kinds with one number for each class; the label of all others is a picture.
_LINEAR_KINDS = ["category", "lowdim", "onehot", "smooth"]

_PICTURE = [64, 64]

def _names(grids):
    """All names that a user may know the tables and figures of these grids by."""
    targets = [target for target in GRIDS_OF if [grid for grid in GRIDS_OF[target] if grid in grids]]
    return [quoted(name) for name in grids + targets]

def planned_run(config, path):
    """The fields of a PlannedRun (run_list.proto).

    Args:
      config: RunConfigInfo.
      path: where the program that reads the list finds the run file.
    Returns:
      A dict in message_text()'s form.
    """
    name = config.recipe["dataset"]
    if name not in _DATASETS:
        fail("{}: unknown data set {}; add its size to experiments/plan/planned_run.bzl".format(config.name, name))
    dataset = _DATASETS[name]
    linear = config.recipe["label"]["kind"] in _LINEAR_KINDS
    return {
        "attacked_tables": _names(config.attacked_tables),
        "attacks": [
            {
                "name": quoted(attack["name"]),
                "recipe": attack["recipe"],
                "transfers": attack["transfer_epsilon"] != None,
            }
            for attack in config.attacks
        ],
        "config": quoted(path),
        "label_shape": config.label_shape or ([dataset.classes] if linear else _PICTURE),
        "name": quoted(config.name),
        "profile": quoted(config.profile),
        "tables": _names(config.tables),
        "test_images": dataset.test_images,
        "train_images": dataset.train_images,
    }
