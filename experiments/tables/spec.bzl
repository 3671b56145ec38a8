"""Specs (table_spec.proto) of the programs that make tables and figures."""

load("//experiments:recipe.bzl", "message_text", "quoted")
load("//experiments:run.bzl", "RunInfo")
load("//experiments/attacks:attack_run.bzl", "AttackInfo")
load("//experiments/attacks:transfer.bzl", "TransferInfo")

def spec_message(name, fields):
    """A message field in textproto form; strings among `fields` are quoted, lists are repeated fields."""
    lines = []
    for field, value in fields.items():
        for element in value if type(value) == "list" else [value]:
            lines.append("  {}: {}\n".format(field, "\"%s\"" % element if type(element) == "string" else element))
    return "%s {\n%s}\n" % (name, "".join(lines))

def spec_run(run):
    """A `runs` field of a spec.

    Args:
      run: RunInfo.
    Returns:
      A struct: text, and files (the result).
    """
    return struct(files = [run.result], text = message_text({"runs": {
        "name": quoted(run.name),
        "dataset": run.dataset,
        "encoder": run.encoder,
        "label": quoted(run.label),
        "seed": run.seed,
        "train_fraction_percent": run.recipe["train_fraction_percent"],
        "result": quoted(run.result.path),
    }}))

def spec_runs(targets):
    """The `runs` of a spec.

    Args:
      targets: with RunInfo.
    Returns:
      A struct: text, and files (the results).
    """
    runs = [spec_run(target[RunInfo]) for target in targets]
    return struct(
        files = [file for run in runs for file in run.files],
        text = "".join([run.text for run in runs]),
    )

def spec_attacks(targets, transfers = []):
    """The `runs` and `attacks` of a spec.

    Args:
      targets: with AttackInfo.
      transfers: with TransferInfo, among the same runs.
    Returns:
      A struct: text, and files (the results).
    """
    text = ""
    files = []
    for target in targets:
        attacked = target[AttackInfo]
        runs = spec_run(attacked.run)
        text += runs.text
        files += runs.files
        for attack in attacked.results:
            files.append(attack.result)
            text += spec_message("attacks", {
                "run": attacked.run.name,
                "name": attack.attack,
                "result": attack.result.path,
            })
    for transfer in transfers:
        for tried in transfer[TransferInfo].results:
            files.append(tried.result)
            text += spec_message("attacks", {
                "run": tried.run.name,
                "name": "transfer from " + tried.source.label,
                "result": tried.result.path,
            })
    return struct(files = files, text = text)
