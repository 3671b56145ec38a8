"""What a speech recogniser hears in the spectrograms that models put out for the first test images."""

load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments:recipe.bzl", "quoted")
load("//experiments/measure:model_measurement.bzl", "model_measurement")

listening = model_measurement(
    "listening",
    "Listens to a model's outputs for the first test images.",
    files = {"clips": ".json", "sounds": ".wav"},
    with_recordings = True,
)

def listening_recipe(profile, dataset):
    """The recipe for runs of a profile() with a data set, a name."""
    recipe = dict(profile.measurements.get("listening", {}))
    pronunciations = DATASETS[dataset].pronunciations
    if pronunciations:
        recipe["pronunciations"] = [
            {"class_name": quoted(name), "phones": quoted(phones)}
            for name, phones in pronunciations.items()
        ]
    return recipe
