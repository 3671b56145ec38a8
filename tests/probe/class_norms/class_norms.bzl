"""The mean feature norm of each class, of the models of runs."""

load("//experiments/measure:model_measurement.bzl", "model_measurement")

class_norms = model_measurement("class_norms", "Measures the mean feature norm of each class.")
