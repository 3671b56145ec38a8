"""Features of tiny runs."""

load("//experiments/features:features.bzl", "features")

_RECIPE = {
    "images": 100,
    "tsne": {"early_iterations": 20, "iterations": 20, "perplexity": "5"},
}

def _inputs(run):
    return {
        "data": "//datasets:shapes10",
        "labels": "//labels:shapes10_" + run.rpartition("_")[2],
        "program": "//experiments/features:features_resnet",
    }

def tiny_features(name, measured, absent):
    """Declares <name>_<run> for each run: the features at 25, 50 and 100 % of the epochs.

    Args:
      name: begins the names of the targets.
      measured: labels of runs in this package, of shapes10.
      absent: labels of runs that are looked up.
    """
    for run in measured + absent:
        target = "{}_{}".format(name, run[1:])
        inputs = _inputs(run) if run in measured else {"recaller": "//experiments/record:recall"}
        fields = dict(
            inputs,
            recipe_json = json.encode(_RECIPE),
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
