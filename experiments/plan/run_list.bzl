"""The list of all runs that //experiments:plan reads."""

load("//experiments:recipe.bzl", "message_text", "quoted")
load("//experiments:reports.bzl", "report_names")
load("//experiments:run.bzl", "RunConfigInfo")
load("//experiments/attacks:attack_run.bzl", "AttackConfigInfo")
load("//experiments/attacks:transfer.bzl", "transfer_sources")

def _transfers(attacks):
    """From the names of attacked runs to those whose images are tried on them, within a profile.

    On those that are shown unasked, images of others of these alone.
    """
    unasked = [attacked for attacked in attacks if not attacked.run.planned["on_request"]]
    by_profile = {}
    for attacked in attacks:
        by_profile.setdefault(attacked.run.profile, []).append(attacked)
    for attacked in unasked:
        by_profile.setdefault(attacked.run.profile + " unasked", []).append(attacked)
    return {
        target.run.name: [together[place].run.name for place in places]
        for together in by_profile.values()
        for target, places in zip(together, transfer_sources(together))
    }

def _attacked(config, transferred_from):
    """Fields of a PlannedRun: what is done to its model."""
    return {
        "attacked_tables": [quoted(name) for name in report_names(config.tables)],
        "attacks": [
            {
                "name": quoted(attack["name"]),
                "recipe": attack["recipe"],
                "transfers": attack["transfers"],
            }
            for group in config.groups
            for attack in group
        ],
        "transferred_from": [quoted(name) for name in transferred_from],
    }

def _run_list_impl(ctx):
    configs = [config[RunConfigInfo] for config in ctx.attr.configs]
    attacks = {
        target[AttackConfigInfo].run.name: target[AttackConfigInfo]
        for target in ctx.attr.attacks
    }
    transfers = _transfers(attacks.values())
    attacked = {name: _attacked(attacks[name], transfers[name]) for name in attacks}
    run_list = ctx.actions.declare_file(ctx.label.name + ".textproto")
    ctx.actions.write(run_list, message_text({
        "runs": [
            dict(config.planned, **attacked.get(config.name, {}))
            for config in configs
        ],
    }))
    return [DefaultInfo(files = depset([run_list]), runfiles = ctx.runfiles([run_list]))]

run_list = rule(
    doc = "Writes a RunList.",
    implementation = _run_list_impl,
    attrs = {
        "attacks": attr.label_list(providers = [AttackConfigInfo], doc = "On the models of some of the runs."),
        "configs": attr.label_list(mandatory = True, providers = [RunConfigInfo]),
    },
)
