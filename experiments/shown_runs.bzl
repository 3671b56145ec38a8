"""Which runs of the profiles each table and figure shows, as targets."""

load("//experiments:grid.bzl", "profile_runs")
load("//experiments:profiles.bzl", "PROFILES")
load("//experiments:user_labels.bzl", "USER_LABELS")

def table_runs(profile_name, table):
    """Labels of the training_run targets that a table or figure of a profile is made of."""
    runs = profile_runs(profile_name, PROFILES[profile_name], USER_LABELS, table)
    return ["//experiments/runs:" + run.name for run in runs]

# Whose models are attacked.
ATTACKED_FIGURES = ["fig3", "fig7"]

# Targets of //experiments that are called otherwise than the grids whose runs they show.
GRIDS_OF = {
    "fig2_curves": ["fig2"],
    "fig3_perturbation": ["fig3"],
    "fig3_robustness": ["fig3"],
    "fig4_curves": ["fig4"],
    "fig4_datafrac": ["fig4"],
    "fig6_subset_robustness": ["fig3"],
    "fig7_full_robustness": ["fig7"],
    "table_attack_overview": ATTACKED_FIGURES,
    "table_robustness": ATTACKED_FIGURES,
    "table_transfer": ATTACKED_FIGURES,
}

def _attacked_runs(profile_name, figures):
    runs = {run: True for figure in figures for run in table_runs(profile_name, figure)}
    return [run.replace("//experiments/runs:", "//experiments/attacks:") for run in runs]

def select_attacks(figures = ATTACKED_FIGURES):
    """The attacked runs of robustness figures under the profile of the build."""
    return select({
        "//experiments:is_" + name: _attacked_runs(name, figures)
        for name in PROFILES
    })

def select_runs(table = None):
    """The runs of a table or figure (None for all) under the profile of the build."""
    return select({
        "//experiments:is_" + name: table_runs(name, table)
        for name in PROFILES
    })

def select_controls(table):
    """The control runs of a figure, where they are asked for."""
    choices = {
        "//experiments:shows_%s_controls" % name: table_runs(name, table + "_controls")
        for name in PROFILES
    }
    choices["//conditions:default"] = []
    return select(choices)
