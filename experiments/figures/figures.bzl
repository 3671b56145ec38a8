"""Figures as targets.

    figure(
        name = "fig2_curves",
        program = "//experiments/figures:make_curves_figure",
        runs = [...],
    )

or with `attacks` instead of `runs`, makes fig2_curves.pb, .csv, .json, .md, .vl.json, .svg, .png and .html;
`bazel run` prints the table behind the figure.
"""

load("//experiments:settings.bzl", "SettingInfo")
load("//experiments:user_labels.bzl", "CONTROL_KINDS", "USER_LABELS")
load("//experiments/measure:measurement.bzl", "MeasurementsInfo")
load("//experiments/tables:printer.bzl", "declare_printer")
load("//experiments/tables:spec.bzl", "spec_attacks", "spec_runs")
load("//lib/viz:render.bzl", "RENDERED_FORMATS", "RENDER_ATTRS", "render")

_DATA_FORMATS = ["pb", "csv", "json", "md", "vl.json"]

def _spec_text(ctx, runs):
    text = "name: \"{}\"\nprofile: \"{}\"\n".format(ctx.label.name, ctx.attr.profile[SettingInfo].value)

    # All of them, so that each has the same colour in every figure.
    for kind in [user.kind for user in USER_LABELS] + CONTROL_KINDS:
        text += "user_labels: \"%s\"\n" % kind
    return text + runs.text

def _figure_impl(ctx):
    name = ctx.label.name
    runs = spec_attacks(ctx.attr.attacks) if ctx.attr.attacks else spec_runs(ctx.attr.runs)
    spec = ctx.actions.declare_file(name + ".spec.textproto")
    ctx.actions.write(spec, _spec_text(ctx, runs))
    data = [ctx.actions.declare_file("{}.{}".format(name, suffix)) for suffix in _DATA_FORMATS]
    ctx.actions.run(
        executable = ctx.executable.program,
        arguments = ["--spec=" + spec.path, "--out=" + data[0].path[:-len(".pb")]] + ctx.attr.arguments,
        inputs = depset([spec] + runs.files, transitive = [ctx.attr.program[DefaultInfo].default_runfiles.files]),
        outputs = data,
        mnemonic = "MakeFigure",
        progress_message = "Making " + name,
    )
    pictures = render(ctx, data[_DATA_FORMATS.index("vl.json")], name)
    markdown = data[_DATA_FORMATS.index("md")]
    return [DefaultInfo(
        executable = declare_printer(ctx, markdown, _DATA_FORMATS + RENDERED_FORMATS),
        files = depset(data + pictures),
        runfiles = ctx.runfiles([markdown] + pictures),
    )]

figure = rule(
    doc = "Makes a figure in every format from runs; `bazel run` prints the table behind it.",
    implementation = _figure_impl,
    executable = True,
    attrs = dict(
        RENDER_ATTRS,
        arguments = attr.string_list(doc = "Further flags of the program."),
        attacks = attr.label_list(providers = [MeasurementsInfo]),
        program = attr.label(mandatory = True, executable = True, cfg = "target", doc = "Takes --spec=TableSpec and --out=PREFIX."),
        profile = attr.label(default = "//experiments:profile", doc = "The setting that names the profile of the runs."),
        runs = attr.label_list(providers = [MeasurementsInfo]),
    ),
)
