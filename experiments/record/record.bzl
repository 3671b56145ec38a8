"""`bazel run` target that records finished runs under results/measured."""

load("//experiments:run.bzl", "RunInfo")

_SCRIPT = """#!/bin/bash
# Copies the finished runs of a profile into results/measured of the working tree.
set -eu
: "${{BUILD_WORKSPACE_DIRECTORY:?start this with bazel run}}"
commit=$(git -C "$BUILD_WORKSPACE_DIRECTORY" rev-parse HEAD)
dirty=false
[ -z "$(git -C "$BUILD_WORKSPACE_DIRECTORY" status --porcelain)" ] || dirty=true
exec {program} --git_commit="$commit" --git_dirty="$dirty" \\
    --out="$BUILD_WORKSPACE_DIRECTORY/results/measured/{profile}" "$@" {folders}
"""

def _record_runs_impl(ctx):
    runs = [run[RunInfo] for run in ctx.attr.runs]
    files = [file for run in runs for file in [run.result, run.provenance, run.weights]]
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(script, _SCRIPT.format(
        folders = " ".join(["\"$PWD/%s\"" % run.result.short_path.rpartition("/")[0] for run in runs]),
        profile = runs[0].profile,
        program = ctx.executable._program.short_path,
    ), is_executable = True)
    runfiles = ctx.runfiles(files = files).merge(ctx.attr._program[DefaultInfo].default_runfiles)
    return [DefaultInfo(executable = script, runfiles = runfiles)]

record_runs = rule(
    doc = "Trains what is not yet trained, then copies results, provenance and small weights.",
    implementation = _record_runs_impl,
    executable = True,
    attrs = {
        "runs": attr.label_list(providers = [RunInfo], mandatory = True),
        "_program": attr.label(
            default = "//experiments/record:record_program",
            executable = True,
            cfg = "target",
        ),
    },
)
