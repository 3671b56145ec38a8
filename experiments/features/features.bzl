"""The encoder features of the test images, how far they separate the classes, and their t-SNE."""

load("//experiments/measure:model_measurement.bzl", "model_measurement")

# FeaturesRecipe of what figures show.
TSNE_OF_ALL = {"tsne": {"seed": 0}}

# Shares of the epochs, in percent, after which Figure 5 shows a training; the last is its model.
SHOWN_PERCENTS = [10, 30, 50, 70]

features = model_measurement(
    "features",
    "Extracts the features of the test images and describes them.",
    files = {"features": ".npy"},
)
