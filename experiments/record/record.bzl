"""`bazel run` targets that record finished runs and attacks under results/measured."""

load("//experiments:run.bzl", "RunInfo")
load("//experiments/attacks:attack_run.bzl", "AttackInfo")
load("//experiments/attacks:transfer.bzl", "TransferInfo")

_SCRIPT = """#!/bin/bash
# Copies what was finished of a profile into results/measured of the working tree.
set -eu
: "${{BUILD_WORKSPACE_DIRECTORY:?start this with bazel run}}"
commit=$(git -C "$BUILD_WORKSPACE_DIRECTORY" rev-parse HEAD)
dirty=false
[ -z "$(git -C "$BUILD_WORKSPACE_DIRECTORY" status --porcelain)" ] || dirty=true
exec {program} --git_commit="$commit" --git_dirty="$dirty" \\
    --out="$BUILD_WORKSPACE_DIRECTORY/results/measured/{profile}" "$@" {what}
"""

def _recorder(ctx, profile, what, files):
    """An executable that records `what`, arguments of the program in shell form, made of `files`."""
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(script, _SCRIPT.format(
        profile = profile,
        program = ctx.executable._program.short_path,
        what = " ".join(what),
    ), is_executable = True)
    runfiles = ctx.runfiles(files = files).merge(ctx.attr._program[DefaultInfo].default_runfiles)
    return [DefaultInfo(executable = script, runfiles = runfiles)]

_PROGRAM = attr.label(
    default = "//experiments/record:record_program",
    executable = True,
    cfg = "target",
)

def _record_runs_impl(ctx):
    runs = [run[RunInfo] for run in ctx.attr.runs]
    files = [file for run in runs for file in [run.result, run.provenance, run.weights]]
    folders = ["\"$PWD/%s\"" % run.result.short_path.rpartition("/")[0] for run in runs]
    return _recorder(ctx, runs[0].profile, folders, files)

record_runs = rule(
    doc = "Trains what is not yet trained, then copies results, provenance and small weights.",
    implementation = _record_runs_impl,
    executable = True,
    attrs = {
        "runs": attr.label_list(providers = [RunInfo], mandatory = True),
        "_program": _PROGRAM,
    },
)

def _record_attacks_impl(ctx):
    attacked = [run[AttackInfo] for run in ctx.attr.attacks]
    results = [result for run in attacked for result in run.results if result.provenance]
    for transfer in ctx.attr.transfers:
        results += [result for result in transfer[TransferInfo].results if result.provenance]
    return _recorder(
        ctx,
        attacked[0].run.profile,
        ["--attacks"] + ["\"$PWD/%s:$PWD/%s\"" % (result.result.short_path, result.provenance.short_path) for result in results],
        [file for result in results for file in [result.result, result.provenance]],
    )

record_attacks = rule(
    doc = "Attacks what is not yet attacked, then copies results and provenance.",
    implementation = _record_attacks_impl,
    executable = True,
    attrs = {
        "attacks": attr.label_list(providers = [AttackInfo], mandatory = True),
        "transfers": attr.label_list(providers = [TransferInfo]),
        "_program": _PROGRAM,
    },
)
