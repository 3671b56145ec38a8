"""Specs (table_spec.proto) of the programs that make tables and figures."""

load("//experiments:run.bzl", "RunInfo")

def spec_message(name, fields):
    """A message field in textproto form; strings among `fields` are quoted, lists are repeated fields."""
    lines = []
    for field, value in fields.items():
        for element in value if type(value) == "list" else [value]:
            lines.append("  {}: {}\n".format(field, "\"%s\"" % element if type(element) == "string" else element))
    return "%s {\n%s}\n" % (name, "".join(lines))

def spec_runs(targets):
    """The `runs` of a spec.

    Args:
      targets: with RunInfo.
    Returns:
      A struct: text, and files (the results).
    """
    runs = [target[RunInfo] for target in targets]
    text = ""
    for run in runs:
        text += spec_message("runs", {
            "name": run.name,
            "dataset": run.dataset,
            "encoder": run.encoder,
            "label": run.label,
            "seed": run.seed,
            "result": run.result.path,
        })
    return struct(files = [run.result for run in runs], text = text)
