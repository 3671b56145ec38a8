"""Attacks beyond those of the profiles: each adds panels, rows and a part of the worst case."""

load("//experiments/attacks:attack.bzl", "attack")
load("//lib/attack:attacks.bzl", "ATTACKS")

# What the profiles choose recipes for.
_PROFILE_ATTACKS = ["fgsm", "iterative", "pgd", "square"]

# An attack of your own needs its line in lib/attack/attacks.bzl only. Recipes of your choice, in place
# of the one that it gets without: attack("mine_targeted", {"attack": "mine", "targeted": True}).
_RECIPES = []

USER_ATTACKS = _RECIPES + [
    attack(name, {"attack": name, "images": 1000})
    for name in ATTACKS
    if name not in _PROFILE_ATTACKS + [own.recipe["attack"] for own in _RECIPES]
]
