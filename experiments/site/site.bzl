"""The results of a profile as a static site, which opens from a file."""

load("@bazel_skylib//rules:common_settings.bzl", "BuildSettingInfo")
load("//experiments:catalogue.bzl", "catalogue")
load("//experiments:recipe.bzl", "message_text", "quoted")
load("//experiments:reports.bzl", "REPORTS")
load("//experiments/measure:measurement.bzl", "MeasurementsInfo")
load("//experiments/report:printer.bzl", "out_flag")
load("//experiments/report:report.bzl", "ReportInfo", "measured_message", "profile_stem", "run_message")
load("//experiments/site/images:images.bzl", "images_spec")
load("//lib/data:dataset.bzl", "DatasetInfo")

_SCRIPT = """#!/bin/bash
# Says where the site lies; --out copies it.
set -eu
{out_flag}
if [ -n "$out" ]; then
  out=$(realpath -m "$out")
  if [ -e "$out" ] && ! [ -e "$out/assets/site.js" ] && [ -n "$(ls -A "$out")" ]; then
    echo "{name}: $out has other files; expected a new or empty folder, or an older site" >&2
    exit 1
  fi
  rm -rf "$out.new"
  mkdir -p "$out.new"
  cp -RL "{folder}/." "$out.new"
  chmod -R u+w "$out.new"
  rm -rf "$out"
  mv "$out.new" "$out"
fi
echo "Open ${{out:-$(readlink -f "{folder}")}}/index.html in a browser."
"""

def _files(report):
    """The files of a report that the site has: its page stands for the .html, and saves the chart as .png."""
    return {name: file for name, file in report.files.items() if name not in ["html", "png"]}

def _once(measurements):
    """By name of the run, kind and name: several reports show the same."""
    return {(m.run.name, m.kind, m.name): m for m in measurements}.values()

def _report_message(report):
    return {
        "name": quoted(report.name),
        "title": quoted(report.title),
        "files": [
            {"name": quoted(name), "path": quoted(file.path)}
            for name, file in _files(report).items()
        ],
        "runs": [quoted(training.run.name) for training in report.runs],
    }

def _provenance_file(measured):
    return measured.files["provenance_or_empty"] if measured.kind == "run" else measured.provenance

def _provenance_message(measured):
    own = {} if measured.kind == "run" else {"measurement": quoted(measured.name)}
    return dict(
        own,
        run = quoted(measured.run.name),
        path = quoted(_provenance_file(measured).path),
    )

def _paths(files):
    return [quoted(file.path) for file in files]

def _listening(reports):
    """What people can listen to, too: measurements of the reports."""
    return _once([m for report in reports for m in report.measured if m.kind == "listening"])

def _spec(ctx, reports, trained, attacks, images):
    """A SiteSpec (site.proto) in message_text()'s form."""
    recorded = ctx.attr._recorded[BuildSettingInfo].value
    profile = ctx.attr.profile[BuildSettingInfo].value
    return {
        "command": quoted("//{}:{} --config={}".format(
            ctx.label.package,
            ctx.label.name,
            "recorded" if recorded else profile,
        )),
        "results": {
            "attacks": [measured_message(attack) for attack in attacks],
            "catalogue": catalogue([training.recipe["encoder"] for training in trained]),
            "name": quoted(ctx.label.name),
            "profile": quoted(profile),
            "runs": [run_message(training) for training in trained],
        },
        "reports": [_report_message(report) for report in reports],
        "missing_reports": [
            {
                "name": quoted(name),
                "title": quoted(REPORTS[name].title),
                "reason": quoted(reason),
            }
            for name, reason in ctx.attr.missing_reports.items()
        ],
        "provenances": [_provenance_message(measured) for measured in trained + attacks],
        "images": images.message,
        "listening": [measured_message(measured) for measured in _listening(reports)],
        "labels_report": quoted(ctx.attr.labels_report),
        "baseline": quoted(ctx.attr.baseline),
        "compared": quoted(ctx.attr.compared),
        "chart_scripts": _paths(ctx.files._chart_scripts),
        "page_scripts": _paths(ctx.files._page_scripts),
        "styles": _paths(ctx.files._styles),
        "licences": _paths(ctx.files._licences),
    }

def _site_impl(ctx):
    reports = [target[ReportInfo] for target in ctx.attr.reports]
    trained = _once([training for report in reports for training in report.runs])
    attacks = _once([m for report in reports for m in report.measured if m.kind == "attack"])
    images = images_spec(
        ctx.attr.image_measurements,
        ctx.attr.image_data,
        ctx.attr.profile[BuildSettingInfo].value,
        [training.run.name for training in trained],
    )
    stem = profile_stem(ctx)
    spec = ctx.actions.declare_file(stem + ".spec.textproto")
    ctx.actions.write(spec, message_text(_spec(ctx, reports, trained, attacks, images)))
    folder = ctx.actions.declare_directory(stem)
    ctx.actions.run(
        executable = ctx.executable._program,
        arguments = ["--spec=" + spec.path, "--out=" + folder.path],
        inputs = depset(
            [spec] + ctx.files._chart_scripts + ctx.files._page_scripts + ctx.files._styles +
            ctx.files._licences +
            [file for report in reports for file in _files(report).values()] +
            [file for m in trained + attacks for file in [m.result, _provenance_file(m)]] +
            [file for m in _listening(reports) for file in m.files.values()] + images.files,
            transitive = [ctx.attr._program[DefaultInfo].default_runfiles.files],
        ),
        outputs = [folder],
        mnemonic = "MakeSite",
        progress_message = "Making " + stem,
    )
    script = ctx.actions.declare_file(stem + ".open.sh")
    ctx.actions.write(script, _SCRIPT.format(
        folder = folder.short_path,
        name = ctx.label.name,
        out_flag = out_flag(ctx.label.name, "the pages", "says where the pages lie"),
    ), is_executable = True)
    return [DefaultInfo(
        executable = script,
        files = depset([folder]),
        runfiles = ctx.runfiles([folder]),
    )]

site = rule(
    doc = "Tables, figures and runs as web pages; `bazel run` says where they lie, and copies them with --out.",
    implementation = _site_impl,
    executable = True,
    attrs = {
        "baseline": attr.string(default = "category", doc = "Label kind that the front page compares others with."),
        "compared": attr.string(default = "speech", doc = "The label kind that it compares first."),
        "image_data": attr.label_list(doc = "Data sets whose images it shows.", providers = [DatasetInfo]),
        "image_measurements": attr.label_list(
            doc = "What is decided on single test images.",
            providers = [MeasurementsInfo],
        ),
        "labels_report": attr.string(default = "fig1_labels", doc = "The report with the labels' pictures and sounds."),
        "missing_reports": attr.string_dict(doc = "From the names of those of the profile that are not there to why."),
        "reports": attr.label_list(providers = [ReportInfo]),
        "_chart_scripts": attr.label(default = "@vega//:scripts"),
        "_licences": attr.label(default = "@vega//:licences"),
        "_page_scripts": attr.label(default = "//experiments/site:scripts"),
        "profile": attr.label(default = "//experiments:profile"),
        "_program": attr.label(default = "//experiments/site:make_site", executable = True, cfg = "target"),
        "_recorded": attr.label(default = "//experiments:recorded"),
        "_styles": attr.label(default = "//experiments/site:styles"),
    },
)
