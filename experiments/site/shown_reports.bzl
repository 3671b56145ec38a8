"""Which tables and figures of the profiles the site shows."""

load("@cifar_at_hand//:available.bzl", "CIFAR_MISSING")
load("@paper_labels//:available.bzl", "PAPER_LABELS_AVAILABLE")
load("//experiments:profiles.bzl", "PROFILES")
load("//experiments:reports.bzl", "REPORTS")

# Where results are looked up, data sets are needed for the labels themselves alone, and nothing is
# downloaded for these.
_NO_RECORDINGS = [] if PAPER_LABELS_AVAILABLE else ["LABELREP_PAPER_LABELS"]

def _missing(entry):
    """The variables that a table or figure of looked-up results lacks."""
    if "label_sets" not in entry.attributes:
        return []
    return CIFAR_MISSING + ([] if "missing_label_sets" in entry.attributes else _NO_RECORDINGS)

def _profile_reports(profile):
    """Entry by name of those that the profile has runs of, or that need none."""
    return {
        name: entry
        for name, entry in REPORTS.items()
        if entry.of_profile and not [
            grid
            for grid in entry.grids + entry.unattacked_grids
            if not PROFILES[profile].grids.get(grid)
        ]
    }

def _select(function):
    """What a function of profile and `recorded` gives for the build's."""
    return select({
        "//experiments:is_{}{}".format(profile, "_recorded" if recorded else ""): function(profile, recorded)
        for profile in PROFILES
        for recorded in [False, True]
    })

def _shown(profile, recorded):
    return [
        "//experiments:" + name
        for name, entry in _profile_reports(profile).items()
        if not recorded or not _missing(entry)
    ]

def _reasons(profile, recorded):
    return {
        name: "made of data whose place is not given: set {}".format(" and ".join(_missing(entry)))
        for name, entry in _profile_reports(profile).items()
        if recorded and _missing(entry)
    }

def select_reports():
    """Labels of the tables and figures of the build's profile whose data are there."""
    return _select(_shown)

def select_missing_reports():
    """From the names of the others to why they are not there."""
    return _select(_reasons)
