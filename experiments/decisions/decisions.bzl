"""What a model decides on the first test images, and the runner-up of each decision."""

load("//experiments/measure:model_measurement.bzl", "model_measurement")

# Whose models: those whose images the site shows, under attack too.
DECIDED_GRIDS = ["fig3", "fig7"]

decisions = model_measurement("decisions", "Decides on the first test images.")
