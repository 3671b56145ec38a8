"""Attacks beyond those of the profiles: each adds panels, rows and a part of the worst case.

An attack of your own is a file of lib/attack that registers it (see lib/attack/attack.h), and a line here.
"""

load("//experiments/attacks:attack.bzl", "attack")

USER_ATTACKS = [
    # attack("mine", {"attack": "mine", "images": 100}),
]

