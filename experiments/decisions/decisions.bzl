"""What a model decides on the first test images, and the runner-up of each decision."""

load("//experiments/measure:model_measurement.bzl", "model_measurement")

decisions = model_measurement("decisions", "Decides on the first test images.")
