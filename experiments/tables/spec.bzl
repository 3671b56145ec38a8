"""Specs (table_spec.proto) of the programs that make tables and figures."""

load("//experiments:recipe.bzl", "message_text", "quoted")
load("//experiments/measure:measurement.bzl", "MeasurementsInfo", "measurements_of")

def spec_message(name, fields):
    """A message field in textproto form; strings among `fields` are quoted, lists are repeated fields."""
    lines = []
    for field, value in fields.items():
        for element in value if type(value) == "list" else [value]:
            lines.append("  {}: {}\n".format(field, "\"%s\"" % element if type(element) == "string" else element))
    return "%s {\n%s}\n" % (name, "".join(lines))

def spec_run(training):
    """A `runs` field of a spec.

    Args:
      training: measurement() of a run.
    Returns:
      A struct: text, and files (the result).
    """
    recipe = training.recipe
    return struct(files = [training.result], text = message_text({"runs": {
        "name": quoted(training.run.name),
        "dataset": recipe["dataset"],
        "encoder": recipe["encoder"],
        "label": quoted(recipe["label"]["kind"]),
        "seed": recipe["seed"],
        "train_fraction_percent": recipe["train_fraction_percent"],
        "result": quoted(training.result.path),
    }}))

def spec_runs(targets):
    """The `runs` of a spec.

    Args:
      targets: training_run.
    Returns:
      A struct: text, and files (the results).
    """
    runs = [spec_run(training) for training in measurements_of(targets, "run")]
    return struct(
        files = [file for run in runs for file in run.files],
        text = "".join([run.text for run in runs]),
    )

def spec_attacks(targets, transfers = []):
    """The `runs` and `attacks` of a spec.

    Args:
      targets: attack_run.
      transfers: transfer, among the same runs.
    Returns:
      A struct: text, and files (the results).
    """
    text = ""
    files = []
    for target in targets:
        runs = [spec_run(trained) for trained in target[MeasurementsInfo].trained]
        text += "".join([run.text for run in runs])
        files += [file for run in runs for file in run.files]
    for attack in measurements_of(targets + transfers):
        files.append(attack.result)
        text += spec_message("attacks", {
            "run": attack.run.name,
            "name": attack.name,
            "result": attack.result.path,
        })
    return struct(files = files, text = text)
