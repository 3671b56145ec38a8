"""Tables and figures as targets.

    report(
        name = "fig2_curves",
        entry = "fig2_curves",
        runs = [...],
    )

makes of a table <profile>/fig2_curves.pb, .md, .csv, .tex, .json and .html, of a figure .pb, .csv,
.json, .md, .vl.json, .svg, .png and .html; `bazel run` prints the table, or the one behind the
figure, and copies its files with --out.
"""

load("@bazel_skylib//rules:common_settings.bzl", "BuildSettingInfo")
load("//experiments:catalogue.bzl", "catalogue")
load("//experiments:recipe.bzl", "message_text", "quoted")
load("//experiments:reports.bzl", "REPORTS", "REPORT_FOLDERS")
load("//experiments/measure:measurement.bzl", "MeasurementsInfo", "measurements_of")
load("//experiments/report:printer.bzl", "declare_printer")
load("//labels:labels.bzl", "LabelSetInfo")
load("//lib/data:dataset.bzl", "folder_of")
load("//lib/viz:render.bzl", "RENDERED_FORMATS", "RENDER_ATTRS", "render")

ReportInfo = provider(
    "A table or figure.",
    fields = {
        "files": "Dict from format (\"md\", \"vl.json\") to File.",
        "measured": "List of measurement(): what is shown of the runs besides.",
        "name": "Of the target.",
        "runs": "List of measurement(): the trainings that are shown.",
        "title": "What stands above it.",
    },
)

_TABLE_FORMATS = ["pb", "md", "csv", "tex", "json", "html"]
_FIGURE_FORMATS = ["pb", "csv", "json", "md", "vl.json"]

def run_message(trained):
    """A training as ReportSpec.Run, in message_text()'s form."""
    recipe = trained.recipe
    variant = trained.run.variant
    return {
        "name": quoted(trained.run.name),
        "dataset": recipe["dataset"],
        "encoder": recipe["encoder"],
        "label": quoted(recipe["label"]["kind"]),
        "seed": recipe["seed"],
        "train_fraction_percent": recipe["train_fraction_percent"],
        "result": quoted(trained.result.path),
        # Absent where there is none.
        "variant": [
            {"name": quoted(variant["name"]), "title": quoted(variant["title"])},
        ] if variant else [],
    }

def _shown_files(measured):
    """What a measurement leaves beside its result, from names to Files; nothing reads an attack's."""
    return {} if measured.kind == "attack" else measured.files

def measured_message(measured):
    """Another measurement as ReportSpec.Measurement, in message_text()'s form."""
    return {
        "name": quoted(measured.name),
        "files": [
            {"name": quoted(name), "path": quoted(file.path)}
            for name, file in _shown_files(measured).items()
        ],
        "result": quoted(measured.result.path),
        "run": quoted(measured.run.name),
    }

def _encoder(measured):
    return measured.run.recipe["encoder"]

def _shown(ctx):
    """What is left of the rule's inputs by --//experiments:encoders: a struct of lists."""
    if ctx.attr.profiles and not ctx.attr.shown:
        fail("{}: the profile {} has no runs of it; those that have: {}".format(
            ctx.label,
            ctx.attr.profile[BuildSettingInfo].value,
            ", ".join(["--//experiments:profile=" + name for name in ctx.attr.profiles]),
        ))
    chosen = ctx.attr.shown_encoders[BuildSettingInfo].value
    runs = [run for target in ctx.attr.shown for run in target[MeasurementsInfo].trained]
    there = [_encoder(run) for run in runs] + ctx.attr.encoders
    if chosen and there and not [encoder for encoder in there if encoder in chosen]:
        fail("{}: --{}={}: none of them is shown here, expected some of {}".format(
            ctx.label,
            ctx.attr.shown_encoders.label,
            ",".join(chosen),
            ", ".join({encoder: True for encoder in there}.keys()),
        ))
    chosen = chosen or there
    shown = {run.run.name: True for run in runs if _encoder(run) in chosen}
    return struct(
        encoders = [encoder for encoder in ctx.attr.encoders if encoder in chosen],
        # Of the runs' models; `transfers` are on those of all grids.
        measured = [
            measured
            for measured in measurements_of(ctx.attr.shown + ctx.attr.transfers)
            if measured.kind != "run" and measured.run.name in shown
        ],
        runs = [run for run in runs if run.run.name in shown],
    )

def _label_sets(ctx):
    """Those that are there, and those that are missing, in message_text()'s form."""
    messages = []
    for labels in [target[LabelSetInfo] for target in ctx.attr.label_sets]:
        message = {
            "dataset": labels.dataset,
            "file": quoted(labels.file.path),
            "kind": labels.kind,
        }
        if ctx.attr.with_recordings and labels.recordings:
            message["recordings"] = quoted(folder_of(labels.recordings))
        messages.append(message)
    for name, reason in ctx.attr.missing_label_sets.items():
        dataset, kind = name.split("/")
        messages.append({"dataset": quoted(dataset), "kind": quoted(kind), "missing": quoted(reason)})
    return messages

def _label_files(ctx):
    files = []
    for labels in [target[LabelSetInfo] for target in ctx.attr.label_sets]:
        files += [labels.file] + (labels.recordings if ctx.attr.with_recordings else [])
    return files

def _spec(ctx, shown):
    """A ReportSpec (report_spec.proto) in message_text()'s form."""
    fields = {
        "form": quoted(ctx.attr.form),
        "name": quoted(ctx.label.name),
        "title": quoted(ctx.attr.title),
    }
    if ctx.attr.subtitle:
        fields["subtitle"] = quoted(ctx.attr.subtitle)
    if ctx.attr.of_profile:
        fields["profile"] = quoted(ctx.attr.profile[BuildSettingInfo].value)
    fields.update(json.decode(ctx.attr.options_json))
    fields["catalogue"] = catalogue([_encoder(run) for run in shown.runs] + shown.encoders)
    fields["runs"] = [run_message(run) for run in shown.runs]
    fields["attacks"] = [measured_message(m) for m in shown.measured if m.kind == "attack"]
    fields["measurements"] = [measured_message(m) for m in shown.measured if m.kind != "attack"]
    if ctx.file.published:
        fields["published"] = quoted(ctx.file.published.path)
    fields["label_sets"] = _label_sets(ctx)
    if shown.encoders:
        fields["models"] = dict(
            fields.get("models", {}),
            encoders = [quoted(encoder) for encoder in shown.encoders],
        )
    return fields

def profile_stem(ctx):
    """Path of all outputs of a target below their package, without the format.

    A folder for each profile, so that what is of one does not take the place of what is of another.
    """
    recorded = "_recorded" if ctx.attr._recorded[BuildSettingInfo].value else ""
    return ctx.attr.profile[BuildSettingInfo].value + recorded + "/" + ctx.label.name

def _impl(ctx):
    is_figure = hasattr(ctx.attr, "_render")
    shown = _shown(ctx)
    stem = profile_stem(ctx) if ctx.attr.of_profile else ctx.label.name
    spec = ctx.actions.declare_file(stem + ".spec.textproto")
    ctx.actions.write(spec, message_text(_spec(ctx, shown)))
    formats = _FIGURE_FORMATS if is_figure else _TABLE_FORMATS
    outputs = [ctx.actions.declare_file("{}.{}".format(stem, suffix)) for suffix in formats]
    inputs = [spec] + [measured.result for measured in shown.runs + shown.measured] + [
        file
        for measured in shown.measured
        for file in _shown_files(measured).values()
    ]
    ctx.actions.run(
        executable = ctx.executable.program,
        arguments = ["--spec=" + spec.path, "--out=" + outputs[0].path[:-len(".pb")]],
        inputs = depset(
            inputs + _label_files(ctx) + ctx.files.published,
            transitive = [ctx.attr.program[DefaultInfo].default_runfiles.files],
        ),
        outputs = outputs,
        mnemonic = "MakeFigure" if is_figure else "MakeTable",
        progress_message = "Making " + ctx.label.name,
    )
    remake = None
    runfiles = ctx.runfiles()
    if ctx.attr.takes_answers:
        # The same, as it is seen from the runfiles.
        run_spec = ctx.actions.declare_file(stem + ".run_spec.textproto")
        text = message_text(_spec(ctx, shown)).replace(ctx.bin_dir.path + "/", "")
        ctx.actions.write(run_spec, text)
        remake = struct(program = ctx.executable.program, spec = run_spec)
        of_program = ctx.attr.program[DefaultInfo].default_runfiles
        runfiles = ctx.runfiles(inputs + [run_spec]).merge(of_program)
    if is_figure:
        outputs = outputs + render(ctx, outputs[formats.index("vl.json")], stem)
        formats = formats + RENDERED_FORMATS
    return [
        DefaultInfo(
            executable = declare_printer(ctx, stem, outputs, remake),
            files = depset(outputs),
            runfiles = ctx.runfiles(outputs).merge(runfiles),
        ),
        ReportInfo(
            files = dict(zip(formats, outputs)),
            measured = shown.measured,
            name = ctx.label.name,
            runs = shown.runs,
            title = ctx.attr.title,
        ),
    ]

_ATTRS = {
    "encoders": attr.string_list(doc = "Models of a table that no run is needed for."),
    "form": attr.string(mandatory = True, doc = "Name that the program's function is registered by."),
    "label_sets": attr.label_list(providers = [LabelSetInfo]),
    "missing_label_sets": attr.string_dict(doc = "Why it has not those of <data set>/<kind>."),
    "of_profile": attr.bool(default = True, doc = "Whether it is the profile's; False for one that is the same in all."),
    "options_json": attr.string(default = "{}", doc = "Further fields of the ReportSpec."),
    "profile": attr.label(default = "//experiments:profile", doc = "The setting that names the profile of the runs."),
    "program": attr.label(
        cfg = "target",
        doc = "Takes --spec=ReportSpec and --out=PREFIX.",
        executable = True,
        mandatory = True,
    ),
    "profiles": attr.string_list(doc = "Those that have runs of it; none where it needs none."),
    "published": attr.label(allow_single_file = [".textproto"], doc = "PublishedNumbers."),
    "shown": attr.label_list(providers = [MeasurementsInfo], doc = "Runs, or attacks on and other measurements of some."),
    "shown_encoders": attr.label(default = "//experiments:encoders", doc = "The setting that limits it to some encoders."),
    "subtitle": attr.string(doc = "What a reader has to know, where it is made of no runs."),
    "takes_answers": attr.bool(doc = "Whether `bazel run` takes listeners' answers (--answers) and makes the table with them."),
    "title": attr.string(mandatory = True),
    "transfers": attr.label_list(doc = "Among the runs of attacks that are shown.", providers = [MeasurementsInfo]),
    "with_recordings": attr.bool(doc = "Whether it needs the recordings that label sets are made from."),
    "_recorded": attr.label(default = "//experiments:recorded", doc = "The setting that looks results up."),
}

_table = rule(
    doc = "Makes a table in every format; `bazel run` prints it.",
    implementation = _impl,
    executable = True,
    attrs = _ATTRS,
)

_figure = rule(
    doc = "Makes a figure in every format; `bazel run` prints the table behind it.",
    implementation = _impl,
    executable = True,
    attrs = dict(_ATTRS, **RENDER_ATTRS),
)

def report(name, entry, runs = [], attacks = [], tags = ["manual"], **inputs):
    """A table or figure of the catalogue.

    Args:
      name: of the target and the files.
      entry: its name in the catalogue.
      runs: what it is made of: trainings, attacks on or other measurements of some.
      attacks: among the runs.
      tags: of the target.
      **inputs: transfers, profile, profiles, shown_encoders: attributes of the rule.
    """
    of = REPORTS[entry]
    make = _figure if of.form.endswith("_figure") else _table
    make(
        name = name,
        form = of.form,
        of_profile = of.of_profile,
        options_json = json.encode(of.options),
        program = "//experiments/{}:make_{}".format(REPORT_FOLDERS[entry], of.form),
        shown = runs + attacks,
        tags = tags,
        takes_answers = of.answers,
        title = of.title,
        **dict(of.attributes, **inputs)
    )
