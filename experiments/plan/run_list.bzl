"""The list of all runs that //experiments:plan reads."""

load("//experiments:recipe.bzl", "message_text")
load("//experiments:run.bzl", "RunConfigInfo")
load("//experiments/attacks:attack_run.bzl", "AttackConfigInfo")
load("//experiments/attacks:transfer.bzl", "transfer_sources")
load("//experiments/plan:planned_run.bzl", "planned_run")

def _transfers(attacks):
    """From the names of the attacked runs to those whose images are tried on them, within a profile."""
    by_profile = {}
    for attacked in attacks:
        by_profile.setdefault(attacked.run.profile, []).append(attacked)
    return {
        target.run.name: [together[place].run.name for place in places]
        for together in by_profile.values()
        for target, places in zip(together, transfer_sources(together))
    }

def _run_list_impl(ctx):
    configs = [config[RunConfigInfo] for config in ctx.attr.configs]
    attack_configs = [config[AttackConfigInfo] for config in ctx.attr.attacks]
    attacks = {config.run.name: config for config in attack_configs}
    transfers = _transfers(attacks.values())
    run_list = ctx.actions.declare_file(ctx.label.name + ".textproto")
    ctx.actions.write(run_list, message_text({
        "runs": [
            planned_run(
                config,
                config.config.short_path,
                attacks.get(config.name),
                transfers.get(config.name, []),
            )
            for config in configs
        ],
    }))
    files = [run_list] + [config.config for config in configs]
    return [DefaultInfo(files = depset([run_list]), runfiles = ctx.runfiles(files = files))]

run_list = rule(
    doc = "Writes a RunList.",
    implementation = _run_list_impl,
    attrs = {
        "attacks": attr.label_list(providers = [AttackConfigInfo], doc = "On the models of some of the runs."),
        "configs": attr.label_list(mandatory = True, providers = [RunConfigInfo]),
    },
)
