"""`bazel run` targets that record finished measurements under results/measured."""

load("//experiments/measure:kinds.bzl", "MEASUREMENT_KINDS")
load("//experiments/measure:measurement.bzl", "MeasurementsInfo", "measurements_of")

_SCRIPT = """#!/bin/bash
# Copies what was finished of a profile into results/measured of the working tree.
set -eu
: "${{BUILD_WORKSPACE_DIRECTORY:?start this with bazel run}}"
dirty=false
if commit=$(git -C "$BUILD_WORKSPACE_DIRECTORY" rev-parse HEAD 2>&1); then
  [ -z "$(git -C "$BUILD_WORKSPACE_DIRECTORY" status --porcelain)" ] || dirty=true
else
  # What took hours is recorded all the same.
  echo "record: without a commit, as git says: $commit" >&2
  commit=
fi
exec {program} --git_commit="$commit" --git_dirty="$dirty" \\
    --out="$BUILD_WORKSPACE_DIRECTORY/results/measured/{profile}" "$@" {what}
"""

def _side_files(measured):
    return {
        name: measured.files[name]
        for name in MEASUREMENT_KINDS[measured.kind].files
        if name in measured.files
    }

def _argument(measured):
    """A measurement as the program takes it, in shell form."""
    parts = [measured.kind]
    parts += ["$PWD/" + file.short_path for file in [measured.result, measured.provenance]]
    parts += [
        "{}=$PWD/{}".format(name, file.short_path)
        for name, file in _side_files(measured).items()
    ]
    return "\"%s\"" % ":".join(parts)

def _record_impl(ctx):
    # What was looked up is recorded already.
    measurements = [
        measured
        for measured in measurements_of(ctx.attr.measurements)
        if not measured.recalled
    ]
    files = [
        file
        for measured in measurements
        for file in [measured.result, measured.provenance] + _side_files(measured).values()
    ]
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(script, _SCRIPT.format(
        profile = measurements_of(ctx.attr.measurements)[0].run.profile,
        program = ctx.executable._program.short_path,
        what = " ".join([_argument(measured) for measured in measurements]),
    ), is_executable = True)
    runfiles = ctx.runfiles(files = files).merge(ctx.attr._program[DefaultInfo].default_runfiles)
    return [DefaultInfo(executable = script, runfiles = runfiles)]

record = rule(
    doc = "Measures what is not yet measured, then copies results, provenance and small side files.",
    implementation = _record_impl,
    executable = True,
    attrs = {
        "measurements": attr.label_list(providers = [MeasurementsInfo], mandatory = True),
        "_program": attr.label(
            default = "//experiments/record:record_program",
            executable = True,
            cfg = "target",
        ),
    },
)
