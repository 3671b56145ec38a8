"""Targets for the entries of the catalogues of tables and figures."""

load("//experiments:reports.bzl", "REPORTS")
load("//experiments:shown_runs.bzl", "profiles_with", "select_measured", "select_runs")
load("//experiments/report:report.bzl", "report")
load("//tools:cc.bzl", "cc_unit")

# What forms include besides what their entries say, and what their tests do.
_FORM_DEPS = [
    "//experiments/report",
    "//lib/viz:intervals",
]
_TEST_DEPS = [
    "//experiments/report:report_testing",
    "//lib/report:markdown",
    "//lib/report:table_check",
    "//lib/viz:figure_check",
    "//lib/viz:figure_table",
]

def declare_forms(entries):
    """Declares of each form of a folder's entries <form>, make_<form>, a program for it alone, and <form>_test."""
    forms = {}
    for entry in entries.values():
        forms[entry.form] = forms.get(entry.form, []) + entry.deps
    for form, deps in forms.items():
        # It registers itself, so nothing refers to its object file by name.
        cc_unit(
            name = form,
            alwayslink = True,
            deps = {dep: True for dep in _FORM_DEPS + deps}.keys(),
            test_deps = _TEST_DEPS,
        )
        native.cc_binary(
            name = "make_" + form,
            deps = [":" + form, "//experiments/report:report_main"],
        )

def declare_reports(entries = REPORTS, of_profile = True):
    """Declares the entries that are of the build's profile, or those that are the same under every profile."""
    for name, entry in entries.items():
        if entry.of_profile != of_profile:
            continue
        shown = []
        if entry.attacks or entry.measurement:
            shown = select_measured(entry.measurement or "//experiments/attacks", entry.grids)
        elif entry.grids:
            shown = select_runs(entry.grids)
        if entry.unattacked_grids:
            shown = shown + select_runs(entry.unattacked_grids)
        report(
            name = name,
            entry = name,
            profiles = profiles_with(entry.grids + entry.unattacked_grids),
            runs = shown,
            tags = entry.tags,
            transfers = ["//experiments/attacks:transfers"] if entry.transfers else [],
        )
