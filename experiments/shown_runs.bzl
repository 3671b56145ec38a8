"""Which runs of the profiles each table and figure shows, as targets."""

load("//experiments:grid.bzl", "CONTROLS_SUFFIX", "profile_runs")
load("//experiments:profiles.bzl", "PROFILES")

def _grid_runs(profile_name, grids, package = "//experiments/runs"):
    profile = PROFILES[profile_name]
    runs = [run for grid in grids for run in profile_runs(profile_name, profile, grid)]
    return {"{}:{}".format(package, run.name): True for run in runs}.keys()

def table_runs(profile_name, table = None):
    """Labels of the training_run targets that a table or figure of a profile (None: any) is made of."""
    shown = [grid for grid in PROFILES[profile_name].grids if not grid.endswith(CONTROLS_SUFFIX)]
    return _grid_runs(profile_name, shown if table == None else [table])

def control_runs(profile_name, table = None):
    """Those that it shows on request, beyond the others; none where it has no controls."""
    grids = [
        grid
        for grid in PROFILES[profile_name].grids
        if grid.endswith(CONTROLS_SUFFIX) and table in [None, grid[:-len(CONTROLS_SUFFIX)]]
    ]
    others = table_runs(profile_name, table)
    return [run for run in _grid_runs(profile_name, grids) if run not in others]

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

def select_attacks(figures = ATTACKED_FIGURES):
    """The attacked runs of robustness figures under the profile of the build."""
    return select({
        "//experiments:is_" + name: _grid_runs(name, figures, "//experiments/attacks")
        for name in PROFILES
    })

def select_runs(table = None):
    """The runs of a table or figure (None for all) under the profile of the build, with controls on request."""
    runs = {"//experiments:is_" + name: table_runs(name, table) for name in PROFILES}
    controls = {"//experiments:shows_%s_controls" % name: control_runs(name, table) for name in PROFILES}
    controls["//conditions:default"] = []
    return select(runs) + select(controls)
