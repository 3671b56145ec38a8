"""Where in the first test images a model finds their classes: Grad-CAM and input gradients."""

load("//experiments/measure:model_measurement.bzl", "model_measurement")

saliency = model_measurement(
    "saliency",
    "Makes saliency maps of the first test images.",
    files = {"images": ".npy"},
)
