"""The encoder features of the test images, how far they separate the classes, and their t-SNE."""

load("//experiments/measure:model_measurement.bzl", "model_measurement")

# FeaturesRecipe of what figures show.
TSNE_OF_ALL = {"tsne": {"seed": 0}}

features = model_measurement(
    "features",
    "Extracts the features of the test images and describes them.",
    files = {"features": ".npy"},
)
