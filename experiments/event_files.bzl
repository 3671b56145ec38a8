"""TensorBoard event files of runs."""

load("//experiments:run.bzl", "RunInfo")

def _event_files_impl(ctx):
    outputs = []
    for target in ctx.attr.runs:
        run = target[RunInfo]
        events = ctx.actions.declare_file("{}/{}/events.out.tfevents.0".format(ctx.label.name, run.name))
        ctx.actions.run(
            executable = ctx.executable._program,
            arguments = ["--result=" + run.result.path, "--out=" + events.path],
            inputs = depset([run.result], transitive = [ctx.attr._program[DefaultInfo].default_runfiles.files]),
            outputs = [events],
            mnemonic = "WriteEvents",
            progress_message = "Writing the curves of " + run.name,
        )
        outputs.append(events)
    return [DefaultInfo(files = depset(outputs))]

event_files = rule(
    doc = "The runs' curves, for tensorboard --logdir=bazel-bin/<package>/<name>.",
    implementation = _event_files_impl,
    attrs = {
        "runs": attr.label_list(mandatory = True, providers = [RunInfo]),
        "_program": attr.label(default = "//lib/report:write_events", executable = True, cfg = "target"),
    },
)
