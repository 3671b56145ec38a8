"""Which runs of the profiles each table and figure shows, as targets."""

load("//experiments:grid.bzl", "CONTROLS_SUFFIX", "profile_runs")
load("//experiments:profiles.bzl", "PROFILES")
load("//experiments:reports.bzl", "ATTACKED_GRIDS", "UNVARIED_GRIDS")

def check_variants(profiles, unvaried_grids):
    """Fails where a grid has variants that what is made of it cannot show."""
    for profile_name, profile in profiles.items():
        for name in unvaried_grids:
            grids = profile.grids.get(name, [])
            for variant in [variant for grid in grids for variant in grid.variants]:
                fail("profile {}, {}: variant \"{}\": its models are attacked, or stand beside published numbers, which variants are not shown with; give the variants a grid of their own".format(
                    profile_name,
                    name,
                    variant.name,
                ))

check_variants(PROFILES, UNVARIED_GRIDS)

def _grid_runs(profile_name, grids, package = "//experiments/runs"):
    profile = PROFILES[profile_name]
    runs = [run for grid in grids for run in profile_runs(profile_name, profile, grid)]
    return {"{}:{}".format(package, run.name): True for run in runs}.keys()

def profiles_with(grids):
    """Names of the profiles that have runs of all of some grids; fails where none has."""
    if not grids:
        return []
    names = [
        name
        for name, profile in PROFILES.items()
        if not [grid for grid in grids if not profile.grids.get(grid)]
    ]
    if not names:
        fail("no profile has runs of {}; add it to the grids of one".format(" and ".join(grids)))
    return names

def table_runs(profile_name, grids = None):
    """Labels of the training_run targets of some grids of a profile (None: of all but the controls)."""
    shown = [grid for grid in PROFILES[profile_name].grids if not grid.endswith(CONTROLS_SUFFIX)]
    return _grid_runs(profile_name, shown if grids == None else grids)

def control_runs(profile_name, grids = None):
    """Those that are shown on request, beyond the others; none where these grids have no controls."""
    controls = [
        grid
        for grid in PROFILES[profile_name].grids
        if grid.endswith(CONTROLS_SUFFIX) and
           (grids == None or grid[:-len(CONTROLS_SUFFIX)] in grids)
    ]
    others = table_runs(profile_name, grids)
    return [run for run in _grid_runs(profile_name, controls) if run not in others]

def select_measured(package, grids):
    """The targets of a package that are called after the runs of some grids of the build's profile."""
    return select({
        "//experiments:is_" + name: _grid_runs(name, grids, package)
        for name in PROFILES
    })

def select_attacks(grids = ATTACKED_GRIDS):
    """The attacked runs of some grids under the profile of the build."""
    return select_measured("//experiments/attacks", grids)

def select_runs(grids = None):
    """The runs of some grids (None for all) under the profile of the build, with controls on request."""
    runs = {"//experiments:is_" + name: table_runs(name, grids) for name in PROFILES}
    controls = {
        "//experiments:shows_%s_controls" % name: control_runs(name, grids)
        for name in PROFILES
    }
    controls["//conditions:default"] = []
    return select(runs) + select(controls)
