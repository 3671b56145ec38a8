"""What //experiments:plan knows of a run before its data set and labels are there."""

load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments:grid.bzl", "CONTROLS_SUFFIX")
load("//experiments:recipe.bzl", "quoted")
load("//experiments:reports.bzl", "report_names")

def _names(grids):
    return [quoted(name) for name in report_names(grids)]

def planned_run(config, path, attacked = None, transferred_from = []):
    """The fields of a PlannedRun (run_list.proto).

    Args:
      config: RunConfigInfo.
      path: where the program that reads the list finds the run file.
      attacked: AttackConfigInfo of the attacks on its model; None without.
      transferred_from: names of the runs whose adversarial images are tried on its model.
    Returns:
      A dict in message_text()'s form.
    """
    dataset = DATASETS[config.recipe["dataset"]]
    on_request = [table for table in config.tables if table.endswith(CONTROLS_SUFFIX)]
    return {
        "attacked_tables": _names(attacked.tables) if attacked else [],
        "attacks": [
            {
                "name": quoted(attack["name"]),
                "recipe": attack["recipe"],
                "transfers": attack["transfer_epsilon"] != None,
            }
            for group in (attacked.groups if attacked else [])
            for attack in group
        ],
        "config": quoted(path),
        # Absent where it is false.
        "control_only": [True] if on_request and on_request == config.tables else [],
        "image_size": dataset.image_size,
        "label_shape": config.label_shape,
        "name": quoted(config.name),
        "profile": quoted(config.profile),
        "tables": _names(config.tables),
        "test_images": dataset.test_images,
        "train_images": dataset.train_images,
        "transferred_from": [quoted(name) for name in transferred_from],
    }
