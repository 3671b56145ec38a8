"""Targets for the attacks on the runs of profiles, and for the programs that carry them out."""

load("//experiments:grid.bzl", "profile_runs")
load("//experiments:recorded.bzl", "if_attacks_recalled", "unless_attacks_recalled")
load("//experiments:runs.bzl", "run_inputs")
load("//experiments/attacks:attack_run.bzl", "attack_run", "linked_attacks")
load("//models:catalogue.bzl", "find_encoder")

def attack_program(name, attacks, encoder_sources, own_attacks = [], data = []):
    """Declares an attack program, linked with no attack or encoder that its actions do not use.

    Args:
      name: of the program.
      attacks: names of attacks of attacks/catalogue.bzl that it can run.
      encoder_sources: files, without ".cc", of the encoders whose models it can attack.
      own_attacks: labels of attack_library() elsewhere.
      data: files that it finds beside it.
    """
    native.cc_binary(
        name = name,
        data = data,
        deps = ["//experiments/attacks:attack_main"] +
               ["//attacks:" + attack for attack in attacks] +
               own_attacks +
               ["//models:" + source for source in encoder_sources],
    )

def _programs(groups, encoder_source, declared):
    """From each program that the groups need to what it links; those not yet `declared` are now."""
    programs = {}
    for group in groups:
        linked = linked_attacks(group)
        name = "_".join(["attack", encoder_source] + linked.split(" "))
        programs[name] = linked
        if name not in declared:
            declared[name] = True
            attack_program(name, linked.split(" "), [encoder_source])
    return programs

def attacked_runs(name, profile, figures):
    """profile_runs() of the profile of this name, those that one of the figures shows under attack."""
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
