"""Tables as targets.

    table(
        name = "table2",
        program = ":make_table2",
        label_sets = ["//labels:shapes10_speech", ...],
    )

makes table2.pb, .md, .csv, .tex, .json and .html; `bazel run` prints the table.
"""

load("//experiments:recipe.bzl", "message_text")
load("//experiments:run.bzl", "RunInfo")
load("//experiments:settings.bzl", "SettingInfo")
load("//labels:labels.bzl", "LabelSetInfo")

_FORMATS = ["pb", "md", "csv", "tex", "json", "html"]

_PRINT = """#!/bin/bash
cat "{markdown}"
echo
echo "The files: bazel-bin/{package}/{name}.{{{formats}}}"
"""

def _quoted(text):
    return "\"%s\"" % text

def _run_fields(run):
    return {
        "name": _quoted(run.name),
        "dataset": run.dataset,
        "encoder": run.encoder,
        "label": _quoted(run.label),
        "seed": run.seed,
        "result": _quoted(run.result.path),
    }

def _labels_fields(labels):
    return {"dataset": labels.dataset, "kind": labels.kind, "file": _quoted(labels.file.path)}

def _spec_fields(ctx, runs, label_sets):
    fields = {
        "name": _quoted(ctx.label.name),
        "profile": _quoted(ctx.attr._profile[SettingInfo].value),
    }
    if runs:
        fields["runs"] = [_run_fields(run) for run in runs]
    if label_sets:
        fields["label_sets"] = [_labels_fields(labels) for labels in label_sets]
    if ctx.attr.encoders:
        fields["models"] = {
            "dataset": ctx.attr.dataset,
            "classes": ctx.attr.classes,
            "encoders": [_quoted(encoder) for encoder in ctx.attr.encoders],
        }
    return fields

def _table_impl(ctx):
    name = ctx.label.name
    runs = [run[RunInfo] for run in ctx.attr.runs]
    label_sets = [labels[LabelSetInfo] for labels in ctx.attr.label_sets]
    spec = ctx.actions.declare_file(name + ".spec.textproto")
    ctx.actions.write(spec, message_text(_spec_fields(ctx, runs, label_sets)))
    outputs = [ctx.actions.declare_file("{}.{}".format(name, suffix)) for suffix in _FORMATS]
    ctx.actions.run(
        executable = ctx.executable.program,
        arguments = ["--spec=" + spec.path, "--out=" + outputs[0].path[:-len(".pb")]],
        inputs = depset(
            [spec] + [run.result for run in runs] + [labels.file for labels in label_sets],
            transitive = [ctx.attr.program[DefaultInfo].default_runfiles.files],
        ),
        outputs = outputs,
        mnemonic = "MakeTable",
        progress_message = "Making " + name,
    )
    printer = ctx.actions.declare_file(name + ".print.sh")
    markdown = outputs[_FORMATS.index("md")]
    ctx.actions.write(printer, _PRINT.format(
        formats = ",".join(_FORMATS),
        markdown = markdown.short_path,
        name = name,
        package = ctx.label.package,
    ), is_executable = True)
    return [DefaultInfo(
        executable = printer,
        files = depset(outputs),
        runfiles = ctx.runfiles([markdown]),
    )]

table = rule(
    doc = "Makes a table in every format from runs, label sets or models; `bazel run` prints it.",
    implementation = _table_impl,
    executable = True,
    attrs = {
        "classes": attr.int(doc = "Classes of `dataset`."),
        "dataset": attr.string(doc = "With `encoders`: the data set that they classify."),
        "encoders": attr.string_list(doc = "Models of a table that no run is needed for."),
        "label_sets": attr.label_list(providers = [LabelSetInfo]),
        "program": attr.label(mandatory = True, executable = True, cfg = "target", doc = "Takes --spec=TableSpec and --out=PREFIX."),
        "runs": attr.label_list(providers = [RunInfo]),
        "_profile": attr.label(default = "//experiments:profile"),
    },
)
