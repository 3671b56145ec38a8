"""All outputs of a run, for tests that compare them."""

load("//experiments/measure:measurement.bzl", "MeasurementsInfo", "training_of")

def _run_files_impl(ctx):
    training = training_of(ctx.attr.run)
    files = [training.result, training.files["weights"]]
    return [DefaultInfo(files = depset(files), runfiles = ctx.runfiles(files))]

run_files = rule(
    doc = "result.pb and weights.safetensors of a run, in this order.",
    implementation = _run_files_impl,
    attrs = {"run": attr.label(mandatory = True, providers = [MeasurementsInfo])},
)
