"""What //experiments:plan knows of a run before its data set and labels are there."""

load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments:grid.bzl", "CONTROLS_SUFFIX")
load("//experiments:recipe.bzl", "quoted")
load("//experiments:shown_runs.bzl", "GRIDS_OF")

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
    dataset = DATASETS[config.recipe["dataset"]]
    on_request = [table for table in config.tables if table.endswith(CONTROLS_SUFFIX)]
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
        # Absent where it is false.
        "control_only": [True] if on_request and on_request == config.tables else [],
        "label_shape": config.label_shape,
        "name": quoted(config.name),
        "profile": quoted(config.profile),
        "tables": _names(config.tables),
        "test_images": dataset.test_images,
        "train_images": dataset.train_images,
    }
