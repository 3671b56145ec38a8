"""All outputs of a run, for tests that compare them."""

load("//experiments:run.bzl", "RunInfo")

def _run_files_impl(ctx):
    run = ctx.attr.run[RunInfo]
    files = [run.result, run.weights]
    return [DefaultInfo(files = depset(files), runfiles = ctx.runfiles(files))]

run_files = rule(
    doc = "result.pb and weights.safetensors of a run, in this order.",
    implementation = _run_files_impl,
    attrs = {"run": attr.label(mandatory = True, providers = [RunInfo])},
)
