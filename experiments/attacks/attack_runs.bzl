"""Targets for the attacks on the runs of profiles."""

load("//experiments:grid.bzl", "profile_runs")
load("//experiments/attacks:attack_run.bzl", "attack_run")
load("//experiments/attacks:recalled.bzl", "if_attacks_recalled", "unless_attacks_recalled")

def declare_attacks(profiles, figures, user_attacks):
    """Declares <run name> for every run of the profiles that a robustness figure shows.

    Args:
      profiles: dict from name to profile().
      figures: names of the robustness figures.
      user_attacks: list of attack(); each is a group of its own in every profile.
    """
    for name, profile in profiles.items():
        groups = profile.attack_groups + [[attack] for attack in user_attacks]
        for run in profile_runs(name, profile):
            if not [figure for figure in figures if figure in run.tables]:
                continue
            attack_run(
                name = run.name,
                attacks_json = json.encode(groups),
                data = unless_attacks_recalled("//datasets:" + run.dataset),
                labels = unless_attacks_recalled("//labels:{}_{}".format(run.dataset, run.label)),
                program = unless_attacks_recalled("//experiments/attacks:attack"),
                recaller = if_attacks_recalled("//experiments/record:recall"),
                run = "//experiments/runs:" + run.name,
                tags = ["manual"],
            )
