"""Attacks beyond those of the profiles: each adds panels, rows and a part of the worst case."""

load("//experiments/attacks:attack.bzl", "attack")
load("//lib/attack:attacks.bzl", "ATTACKS")

# What the profiles choose recipes for.
_PROFILE_ATTACKS = ["fgsm", "iterative", "pgd", "square"]

# An attack of your own needs its line in lib/attack/attacks.bzl only; another recipe of one goes here:
# attack("mine_targeted", {"attack": "mine", "targeted": True, "images": 1000}).
USER_ATTACKS = [
    attack(name, {"attack": name, "images": 1000})
    for name in ATTACKS
    if name not in _PROFILE_ATTACKS
]
