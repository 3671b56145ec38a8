"""Measurements of tiny runs."""

load("//experiments/features:features.bzl", "features")

_FEATURES_RECIPE = {
    "images": 100,
    "tsne": {"early_iterations": 20, "iterations": 20, "perplexity": "5"},
}

def _inputs(run, program):
    return {
        "data": "//datasets:shapes10",
        "labels": "//labels:shapes10_" + run.rpartition("_")[2],
        "program": program,
    }

_LOOKED_UP = {"recaller": "//experiments/record:recall"}

def tiny_measurements(name, measure, program, recipe, runs):
    """Declares <name>_<run> for each run, and <name>_absent_run, of a run that nobody recorded.

    Args:
      name: begins the names of the targets.
      measure: a model_measurement().
      program: that measures.
      recipe: of the measurement.
      runs: labels of runs in this package, of shapes10.
    """
    for run in runs + [":absent_run"]:
        measure(
            name = "{}_{}".format(name, run[1:]),
            recipe_json = json.encode(recipe if run in runs else {}),
            run = run,
            tags = ["manual"],
            **(_inputs(run, program) if run in runs else _LOOKED_UP)
        )

def tiny_features(name, measured, absent):
    """Declares <name>_<run> for each run: the features at 25, 50 and 100 % of the epochs.

    Args:
      name: begins the names of the targets.
      measured: labels of runs in this package, of shapes10.
      absent: labels of runs that are looked up.
    """
    for run in measured + absent:
        target = "{}_{}".format(name, run[1:])
        fields = dict(
            _inputs(run, "//experiments/features:features_resnet") if run in measured else _LOOKED_UP,
            recipe_json = json.encode(_FEATURES_RECIPE),
            run = run,
            tags = ["manual"],
        )
        features(name = target + "_final", **fields)
        features(
            name = target,
            final = target + "_final",
            percents = [25, 50],
            **fields
        )
