"""The catalogues as one message (catalogue.proto), for the specs of tables and figures."""

load("//attacks:catalogue.bzl", "ATTACKS")
load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments:profiles.bzl", "PROFILES")
load("//experiments:recipe.bzl", "quoted")
load("//labels:catalogue.bzl", "LABEL_KINDS", "label_kinds")
load("//models:catalogue.bzl", "ENCODERS", "find_encoder")

def _named(entries):
    return [
        {"name": quoted(name), "role": quoted(entry.role), "title": quoted(entry.title)}
        for name, entry in entries.items()
    ]

def _label(name):
    kind = LABEL_KINDS[name]
    fields = {"name": quoted(name), "role": quoted(kind.role), "title": quoted(kind.title)}
    if kind.color:
        fields["color"] = quoted(kind.color)
    return dict(fields, decisions = [quoted(rule) for rule in kind.decisions])

def _labels():
    """The user's kinds stand behind the paper's and before the controls."""
    names = label_kinds("paper", "user") + label_kinds("authors", "control")
    return [_label(name) for name in names]

def _encoders():
    """Those of the catalogue, and the members of its families that profiles name."""
    found = dict(ENCODERS)
    for profile in PROFILES.values():
        for grids in profile.grids.values():
            for name in [name for grid in grids for name in grid.encoders]:
                found[name] = find_encoder(name)
    return _named(found)

def catalogue():
    """A Catalogue in message_text()'s form."""
    return {
        "labels": _labels(),
        "datasets": _named(DATASETS),
        "encoders": _encoders(),
        "attacks": _named(ATTACKS),
        "profiles": [
            {"name": quoted(name), "title": quoted(profile.title)}
            for name, profile in PROFILES.items()
        ],
    }
