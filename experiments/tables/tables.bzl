"""Tables as targets.

    table(
        name = "table2",
        program = ":make_statistics_table",
        label_sets = ["//labels:shapes10_speech", ...],
    )

makes <profile>/table2.pb, .md, .csv, .tex, .json and .html; `bazel run` prints the table, and copies its
files with --out.
"""

load("//experiments:settings.bzl", "SettingInfo")
load("//experiments/measure:measurement.bzl", "MeasurementsInfo")
load("//experiments/tables:printer.bzl", "PLACE_ATTRS", "declare_printer", "output_stem")
load("//experiments/tables:spec.bzl", "spec_attacks", "spec_message", "spec_runs")
load("//labels:labels.bzl", "LabelSetInfo")

_FORMATS = ["pb", "md", "csv", "tex", "json", "html"]

def _spec_text(ctx, runs, label_sets):
    text = "name: \"%s\"\n" % ctx.label.name
    if ctx.attr.of_profile:
        text += "profile: \"%s\"\n" % ctx.attr.profile[SettingInfo].value
    text += runs.text
    for labels in label_sets:
        text += spec_message("label_sets", {"dataset": labels.dataset, "kind": labels.kind, "file": labels.file.path})
    if ctx.attr.encoders:
        text += spec_message("models", {
            "dataset": ctx.attr.dataset,
            "classes": ctx.attr.classes,
            "encoders": ctx.attr.encoders,
        })
    return text

def _table_impl(ctx):
    stem = output_stem(ctx)
    runs = spec_attacks(ctx.attr.attacks, ctx.attr.transfers) if ctx.attr.attacks else spec_runs(ctx.attr.runs)
    label_sets = [labels[LabelSetInfo] for labels in ctx.attr.label_sets]
    spec = ctx.actions.declare_file(stem + ".spec.textproto")
    ctx.actions.write(spec, _spec_text(ctx, runs, label_sets))
    outputs = [ctx.actions.declare_file("{}.{}".format(stem, suffix)) for suffix in _FORMATS]
    ctx.actions.run(
        executable = ctx.executable.program,
        arguments = ["--spec=" + spec.path, "--out=" + outputs[0].path[:-len(".pb")]],
        inputs = depset(
            [spec] + runs.files + [labels.file for labels in label_sets],
            transitive = [ctx.attr.program[DefaultInfo].default_runfiles.files],
        ),
        outputs = outputs,
        mnemonic = "MakeTable",
        progress_message = "Making " + ctx.label.name,
    )
    markdown = outputs[_FORMATS.index("md")]
    return [DefaultInfo(
        executable = declare_printer(ctx, markdown, outputs),
        files = depset(outputs),
        runfiles = ctx.runfiles(outputs),
    )]

table = rule(
    doc = "Makes a table in every format from runs, attacks, label sets or models; `bazel run` prints it.",
    implementation = _table_impl,
    executable = True,
    attrs = dict(PLACE_ATTRS, **{
        "attacks": attr.label_list(providers = [MeasurementsInfo]),
        "classes": attr.int(doc = "Classes of `dataset`."),
        "dataset": attr.string(doc = "With `encoders`: the data set that they classify."),
        "encoders": attr.string_list(doc = "Models of a table that no run is needed for."),
        "label_sets": attr.label_list(providers = [LabelSetInfo]),
        "of_profile": attr.bool(default = True, doc = "Whether the table is the profile's; False for one that is the same in all."),
        "profile": attr.label(default = "//experiments:profile", doc = "The setting that names the profile of the runs."),
        "program": attr.label(mandatory = True, executable = True, cfg = "target", doc = "Takes --spec=TableSpec and --out=PREFIX."),
        "runs": attr.label_list(providers = [MeasurementsInfo]),
        "transfers": attr.label_list(providers = [MeasurementsInfo], doc = "Among the runs of `attacks`."),
    }),
)
