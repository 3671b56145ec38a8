"""The attacks: a line for each file of this folder that registers one, by its name; see attack.h."""

ATTACKS = [
    "fgsm",
    "iterative",
    "pgd",
    "square",
]
