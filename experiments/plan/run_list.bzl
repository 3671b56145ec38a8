"""The list of all runs that //experiments:plan reads."""

load("//experiments:profiles.bzl", "DATASETS", "label_shape")
load("//experiments:recipe.bzl", "message_text")
load("//experiments:run.bzl", "RunConfigInfo")

def _run_list_impl(ctx):
    configs = [config[RunConfigInfo] for config in ctx.attr.configs]
    runs = []
    for config in configs:
        dataset = DATASETS[config.recipe["dataset"]]
        runs.append({
            "config": config.config.short_path,
            "label_shape": label_shape(config.recipe["dataset"], config.recipe["label"]["kind"]),
            "name": config.name,
            "profile": config.profile,
            "tables": config.tables,
            "test_images": dataset.test_images,
            "train_images": dataset.train_images,
        })
    run_list = ctx.actions.declare_file(ctx.label.name + ".textproto")
    ctx.actions.write(run_list, message_text({"runs": runs}))
    return [DefaultInfo(
        files = depset([run_list]),
        runfiles = ctx.runfiles(files = [run_list] + [config.config for config in configs]),
    )]

run_list = rule(
    doc = "Writes a RunList.",
    implementation = _run_list_impl,
    attrs = {"configs": attr.label_list(mandatory = True, providers = [RunConfigInfo])},
)
