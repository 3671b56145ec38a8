"""Figures as targets.

    figure(
        name = "fig2_curves",
        program = "//experiments/figures:make_curves_figure",
        runs = [...],
    )

or with `attacks` instead of `runs`, makes <profile>/fig2_curves.pb, .csv, .json, .md, .vl.json, .svg, .png
and .html; `bazel run` prints the table behind the figure, and copies its files with --out.
"""

load("//experiments:settings.bzl", "SettingInfo")
load("//experiments/measure:measurement.bzl", "MeasurementsInfo")
load("//experiments/tables:printer.bzl", "PLACE_ATTRS", "declare_printer", "output_stem")
load("//experiments/tables:spec.bzl", "spec_attacks", "spec_runs")
load("//labels:catalogue.bzl", "label_kinds")
load("//lib/viz:render.bzl", "RENDER_ATTRS", "render")

_DATA_FORMATS = ["pb", "csv", "json", "md", "vl.json"]

def _spec_text(ctx, runs):
    text = "name: \"{}\"\nprofile: \"{}\"\n".format(ctx.label.name, ctx.attr.profile[SettingInfo].value)

    # All of them, so that each has the same colour in every figure.
    for kind in label_kinds("user") + label_kinds("control"):
        text += "user_labels: \"%s\"\n" % kind
    return text + runs.text

def _figure_impl(ctx):
    stem = output_stem(ctx)
    runs = spec_attacks(ctx.attr.attacks) if ctx.attr.attacks else spec_runs(ctx.attr.runs)
    spec = ctx.actions.declare_file(stem + ".spec.textproto")
    ctx.actions.write(spec, _spec_text(ctx, runs))
    data = [ctx.actions.declare_file("{}.{}".format(stem, suffix)) for suffix in _DATA_FORMATS]
    ctx.actions.run(
        executable = ctx.executable.program,
        arguments = ["--spec=" + spec.path, "--out=" + data[0].path[:-len(".pb")]] + ctx.attr.arguments,
        inputs = depset([spec] + runs.files, transitive = [ctx.attr.program[DefaultInfo].default_runfiles.files]),
        outputs = data,
        mnemonic = "MakeFigure",
        progress_message = "Making " + ctx.label.name,
    )
    pictures = render(ctx, data[_DATA_FORMATS.index("vl.json")], stem)
    markdown = data[_DATA_FORMATS.index("md")]
    return [DefaultInfo(
        executable = declare_printer(ctx, markdown, data + pictures),
        files = depset(data + pictures),
        runfiles = ctx.runfiles(data + pictures),
    )]

figure = rule(
    doc = "Makes a figure in every format from runs; `bazel run` prints the table behind it.",
    implementation = _figure_impl,
    executable = True,
    attrs = dict(
        dict(PLACE_ATTRS, **RENDER_ATTRS),
        arguments = attr.string_list(doc = "Further flags of the program."),
        attacks = attr.label_list(providers = [MeasurementsInfo]),
        program = attr.label(mandatory = True, executable = True, cfg = "target", doc = "Takes --spec=TableSpec and --out=PREFIX."),
        profile = attr.label(default = "//experiments:profile", doc = "The setting that names the profile of the runs."),
        runs = attr.label_list(providers = [MeasurementsInfo]),
    ),
)
