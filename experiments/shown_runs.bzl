"""Which runs of the profiles each table and figure shows, as targets."""

load("//experiments:grid.bzl", "ON_REQUEST", "is_on_request", "profile_runs", "requested_grid")
load("//experiments:profiles.bzl", "PROFILES")
load("//experiments:reports.bzl", "ATTACKED_GRIDS", "UNVARIED_GRIDS", "measured_by")

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

def _grid_runs(profile_name, grids, package):
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

def table_runs(profile_name, grids = None, package = "//experiments/runs"):
    """Labels of the targets that a package has for the runs of some grids of a profile (None: all grids) unasked."""
    shown = [grid for grid in PROFILES[profile_name].grids if not is_on_request(grid)]
    return _grid_runs(profile_name, shown if grids == None else grids, package)

def requested_runs(profile_name, flag, grids = None, package = "//experiments/runs"):
    """Those that one of ON_REQUEST adds; none where it adds nothing to these grids."""
    profile = PROFILES[profile_name]
    requested = [
        requested_grid(grid, flag)
        for grid in (profile.grids if grids == None else grids)
        if requested_grid(grid, flag) in profile.grids
    ]
    others = table_runs(profile_name, grids, package)
    return [run for run in _grid_runs(profile_name, requested, package) if run not in others]

def select_measured(package, grids = None):
    """The targets of a package that are called after the runs of some grids (None: of all) of the build's profile, with those on request."""
    runs = select({
        "//experiments:is_" + name: table_runs(name, grids, package)
        for name in PROFILES
    })
    for flag in ON_REQUEST:
        requested = {
            "//experiments:shows_{}_{}".format(name, flag): requested_runs(name, flag, grids, package)
            for name in PROFILES
        }
        requested["//conditions:default"] = []
        runs += select(requested)
    return runs

def select_attacks(grids = ATTACKED_GRIDS):
    """The attacked runs of some grids under the profile of the build."""
    return select_measured("//experiments/attacks", grids)

def select_runs(grids = None):
    """The runs of some grids (None for all) under the profile of the build, with those on request."""
    return select_measured("//experiments/runs", grids)

def select_shown(grids):
    """The runs of some grids and, but for attacks, what tables and figures show of their models."""
    shown = select_runs(grids)
    for package in measured_by(grids):
        shown += select_measured(package, grids)
    return shown
