"""Targets for the entries of the catalogues of tables and figures."""

load("//experiments:reports.bzl", "REPORTS", "REPORT_FOLDERS")
load("//experiments:shown_runs.bzl", "select_attacks", "select_measured", "select_runs")
load("//experiments/report:report.bzl", "report")

# What forms include besides what their entries say.
_FORM_DEPS = [
    "//experiments/report",
    "//lib/base:status_macros",
    "//lib/viz:intervals",
    "//lib/viz:mean_point",
    "@system//:absl",
]

_TEST_DEPS = [
    "//experiments/report:report_testing",
    "//lib/base:status_matchers",
    "//lib/report:markdown",
    "//lib/report:table_check",
    "//lib/viz:figure_check",
    "//lib/viz:figure_table",
    "@system//:absl",
    "@system//:gmock",
    "@system//:gtest_main",
]

def declare_forms(entries):
    """Declares <form>, make_<form> (a program for it alone) and <form>_test for each form of a folder's entries.

    Args:
      entries: the folder's catalogue.
    """
    forms = {}
    for entry in entries.values():
        forms[entry.form] = forms.get(entry.form, []) + entry.deps
    for form, deps in forms.items():
        # It registers itself, so nothing refers to its object file by name.
        native.cc_library(
            name = form,
            srcs = [form + ".cc"],
            deps = {dep: True for dep in _FORM_DEPS + deps}.keys(),
            alwayslink = True,
        )
        native.cc_binary(
            name = "make_" + form,
            deps = [":" + form, "//experiments/report:report_main"],
        )
        if native.glob([form + "_test.cc"], allow_empty = True):
            native.cc_test(
                name = form + "_test",
                size = "small",
                srcs = [form + "_test.cc"],
                deps = [":" + form] + _TEST_DEPS,
            )

def declare_reports_without_runs(entries):
    """Declares those of a folder's entries that are made of no runs."""
    for name, entry in entries.items():
        if not entry.grids:
            report(name = name, entry = name, tags = entry.tags)

def declare_reports():
    """Declares all entries: in //experiments where they are made of runs, else in their folder."""
    for name, entry in REPORTS.items():
        if not entry.grids:
            native.alias(
                name = name,
                actual = "//experiments/{}:{}".format(REPORT_FOLDERS[name], name),
                tags = entry.tags,
            )
        elif entry.attacks:
            report(
                name = name,
                attacks = select_attacks(entry.grids),
                entry = name,
                tags = entry.tags,
                transfers = ["//experiments/attacks:transfers"] if entry.transfers else [],
            )
        elif entry.measurement:
            report(
                name = name,
                entry = name,
                measurements = select_measured(entry.measurement, entry.grids),
                tags = entry.tags,
            )
        else:
            report(
                name = name,
                entry = name,
                runs = select_runs(entry.grids),
                tags = entry.tags,
            )
