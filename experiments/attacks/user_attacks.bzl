"""Attacks beyond those of the profiles: each adds panels, rows and a part of the worst case."""

load("//attacks:catalogue.bzl", "ATTACKS")
load("//experiments/attacks:attack.bzl", "attack")

# An attack of your own needs its entry in attacks/catalogue.bzl only. Recipes of your choice, in
# place of the one that it gets without:
#   attack("mine_targeted", {"attack": "mine", "targeted": True}),
_RECIPES = []

USER_ATTACKS = _RECIPES + [
    attack(name, {"attack": name, "images": 1000})
    for name, kind in ATTACKS.items()
    if kind.role == "user" and name not in [own.recipe["attack"] for own in _RECIPES]
]
