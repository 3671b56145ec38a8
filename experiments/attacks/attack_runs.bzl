"""Targets for the attacks on the runs of profiles."""

load("//experiments:grid.bzl", "profile_runs")
load("//experiments:recorded.bzl", "if_attacks_recalled", "unless_attacks_recalled")
load("//experiments:runs.bzl", "run_inputs")
load("//experiments/attacks:attack_programs.bzl", "attack_program", "group_program", "linked_attacks")
load("//experiments/attacks:attack_run.bzl", "attack_run")
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

def attacked_runs(name, profile, figures):
    """The runs of a profile whose models the figures show under attack.

    Args:
      name: of the profile.
      profile: see profile().
      figures: names of the robustness figures.
    Returns:
      Structs as of profile_runs().
    """
    return [
        run
        for run in profile_runs(name, profile)
        if [figure for figure in figures if figure in run.tables]
    ]

def attack_configs(profiles, figures):
    """Labels of what says what is done to each of them, in all profiles; see attack_run()."""
    return [
        "//experiments/attacks:%s_config" % run.name
        for name, profile in profiles.items()
        for run in attacked_runs(name, profile, figures)
    ]

def declare_attacks(profiles, figures, user_attacks):
    """Declares <run name> for every run of the profiles that a robustness figure shows.

    Args:
      profiles: dict from name to profile().
      figures: names of the robustness figures.
      user_attacks: list of attack(); each is a group of its own in every profile.
    """
    declared = {}
    for name, profile in profiles.items():
        groups = profile.attack_groups + [[attack] for attack in user_attacks]
        for run in attacked_runs(name, profile, figures):
            attack_run(
                name = run.name,
                attack_groups = groups,
                programs = unless_attacks_recalled(
                    _programs(groups, find_encoder(run.encoder).source, declared),
                ),
                recaller = if_attacks_recalled("//experiments/record:recall"),
                run = "//experiments/runs:" + run.name,
                run_config = "//experiments/runs:%s_config" % run.name,
                tables = [table for table in run.tables if table in figures],
                tags = ["manual"],
                **run_inputs(run, unless = unless_attacks_recalled)
            )
