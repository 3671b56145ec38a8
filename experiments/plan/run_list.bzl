"""The list of all runs that //experiments:plan reads."""

load("//experiments:recipe.bzl", "message_text")
load("//experiments:run.bzl", "RunConfigInfo")
load("//experiments/plan:planned_run.bzl", "planned_run")

def _run_list_impl(ctx):
    configs = [config[RunConfigInfo] for config in ctx.attr.configs]
    run_list = ctx.actions.declare_file(ctx.label.name + ".textproto")
    ctx.actions.write(run_list, message_text({
        "runs": [planned_run(config, config.config.short_path) for config in configs],
    }))
    files = [run_list] + [config.config for config in configs]
    return [DefaultInfo(files = depset([run_list]), runfiles = ctx.runfiles(files = files))]

run_list = rule(
    doc = "Writes a RunList.",
    implementation = _run_list_impl,
    attrs = {"configs": attr.label_list(mandatory = True, providers = [RunConfigInfo])},
)
