"""All tables and figures: what the catalogues of tables, figures and robustness list."""

load("//experiments:grid.bzl", "ON_REQUEST", "requested_grid")
load("//experiments/figures:catalogue.bzl", "FIGURES")
load("//experiments/robustness:catalogue.bzl", "ROBUSTNESS")
load("//experiments/tables:catalogue.bzl", "TABLES")

_FOLDERS = {
    "figures": FIGURES,
    "robustness": ROBUSTNESS,
    "tables": TABLES,
}

# Entry by name.
REPORTS = {name: entry for entries in _FOLDERS.values() for name, entry in entries.items()}

# The folder of each.
REPORT_FOLDERS = {name: folder for folder, entries in _FOLDERS.items() for name in entries}

def _grids(entries):
    return {grid: True for entry in entries for grid in entry.grids}.keys()

_UNATTACKED_GRIDS = [grid for entry in REPORTS.values() for grid in entry.unattacked_grids]

# Grids of the profiles whose models are attacked, and those whose runs are shown as they are.
ATTACKED_GRIDS = _grids([entry for entry in REPORTS.values() if entry.attacks])
RUN_GRIDS = _grids([entry for entry in REPORTS.values() if not entry.attacks]) + _UNATTACKED_GRIDS

# Whose adversarial images are tried on each other.
TRANSFERRED_GRIDS = _grids([entry for entry in REPORTS.values() if entry.transfers])

# Whose runs are told apart by their label kinds alone: by the forms that show them, or in the names
# of transferred attacks.
UNVARIED_GRIDS = _grids([
    entry
    for entry in REPORTS.values()
    if entry.attacks or "published" in entry.attributes
])

# With those whose models are attacked on request.
ALL_ATTACKED_GRIDS = ATTACKED_GRIDS + [
    requested_grid(grid, flag)
    for grid in ATTACKED_GRIDS
    for flag in ON_REQUEST
]

def measured_by(grids):
    """Packages with the measurements, other than attacks, that tables and figures of these grids show."""
    return {
        entry.measurement: True
        for entry in REPORTS.values()
        if entry.measurement and [grid for grid in entry.grids if grid in grids]
    }.keys()

def report_names(grids):
    """All names that a user may know the tables and figures of these grids by."""
    shown = [
        name
        for name, entry in REPORTS.items()
        if [grid for grid in entry.grids + entry.unattacked_grids if grid in grids]
    ]
    return {name: True for name in grids + shown}.keys()
