"""What //experiments:plan knows of a run before its data set and labels are there."""

load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments:recipe.bzl", "quoted")
load("//experiments:reports.bzl", "report_names")
load("//labels:catalogue.bzl", "LABEL_KINDS")

def _names(grids):
    return [quoted(name) for name in report_names(grids)]

def _label_shape(kind, classes):
    shape = LABEL_KINDS[kind].shape
    return [classes] if shape == "classes" else shape

def planned_run(config, path):
    """The fields of a PlannedRun (run_list.proto).

    Args:
      config: RunConfigInfo.
      path: where the program that reads the list finds the run file.
    Returns:
      A dict in message_text()'s form.
    """
    name = config.recipe["dataset"]
    if name not in DATASETS:
        fail("{}: unknown data set {}; add it to datasets/catalogue.bzl".format(config.name, name))
    dataset = DATASETS[name]
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
        "label_shape": config.label_shape or _label_shape(config.recipe["label"]["kind"], dataset.classes),
        "name": quoted(config.name),
        "profile": quoted(config.profile),
        "tables": _names(config.tables),
        "test_images": dataset.test_images,
        "train_images": dataset.train_images,
    }
