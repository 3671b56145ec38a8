"""Targets for the attacks on the runs of profiles."""

load("//experiments:grid.bzl", "profile_runs")
load("//experiments/attacks:attack_programs.bzl", "attack_program", "group_program", "linked_attacks")
load("//experiments/attacks:attack_run.bzl", "attack_run")
load("//experiments/attacks:recalled.bzl", "if_attacks_recalled", "unless_attacks_recalled")
load("//models:catalogue.bzl", "find_encoder")

def _programs(groups, encoder_source, declared):
    """From each program that the groups need to what it links; those not yet `declared` are now."""
    programs = {}
    for group in groups:
        name = group_program(group, encoder_source)
        programs[name] = linked_attacks(group)
        if name in declared:
            continue
        declared[name] = True
        attack_program(
            name = name,
            attacks = programs[name].split(" "),
            encoder_sources = [encoder_source],
        )
    return programs

def declare_attacks(profiles, figures, user_labels, user_attacks):
    """Declares <run name> for every run of the profiles that a robustness figure shows.

    Args:
      profiles: dict from name to profile().
      figures: names of the robustness figures.
      user_labels: list of user_label().
      user_attacks: list of attack(); each is a group of its own in every profile.
    """
    own = {user.kind: user for user in user_labels}
    declared = {}
    for name, profile in profiles.items():
        groups = profile.attack_groups + [[attack] for attack in user_attacks]
        for run in profile_runs(name, profile, user_labels):
            if not [figure for figure in figures if figure in run.tables]:
                continue
            from_file = run.label in own and own[run.label].npy
            labels = "{}:{}_{}".format("//experiments/runs" if from_file else "//labels", run.dataset, run.label)
            attack_run(
                name = run.name,
                attacks_json = json.encode(groups),
                data = unless_attacks_recalled("//lib/data:" + run.dataset),
                labels = unless_attacks_recalled(labels),
                programs = unless_attacks_recalled(
                    _programs(groups, find_encoder(run.encoder).source, declared),
                ),
                recaller = if_attacks_recalled("//experiments/record:recall"),
                run = "//experiments/runs:" + run.name,
                tags = ["manual"],
            )
