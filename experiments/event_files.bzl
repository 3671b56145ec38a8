"""TensorBoard event files of runs."""

load("//experiments/measure:measurement.bzl", "MeasurementsInfo", "measurements_of")

def _event_files_impl(ctx):
    outputs = []
    runfiles = ctx.attr._program[DefaultInfo].default_runfiles.files
    for training in measurements_of(ctx.attr.runs, "run"):
        events = ctx.actions.declare_file("{}/{}/events.out.tfevents.0".format(ctx.label.name, training.run.name))
        ctx.actions.run(
            executable = ctx.executable._program,
            arguments = ["--result=" + training.result.path, "--out=" + events.path],
            inputs = depset([training.result], transitive = [runfiles]),
            outputs = [events],
            mnemonic = "WriteEvents",
            progress_message = "Writing the curves of " + training.run.name,
        )
        outputs.append(events)
    return [DefaultInfo(files = depset(outputs))]

event_files = rule(
    doc = "The runs' curves, for tensorboard --logdir=bazel-bin/<package>/<name>.",
    implementation = _event_files_impl,
    attrs = {
        "runs": attr.label_list(mandatory = True, providers = [MeasurementsInfo]),
        "_program": attr.label(default = "//lib/report:write_events", executable = True, cfg = "target"),
    },
)
