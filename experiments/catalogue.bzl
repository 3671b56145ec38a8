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

def _attacks():
    return [
        dict(
            fields,
            scores_only = ATTACKS[name].scores_only,
            **({} if ATTACKS[name].norm == "LINF" else {"norm": quoted(ATTACKS[name].norm)})
        )
        for name, fields in zip(ATTACKS, _named(ATTACKS))
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

def catalogue(encoders = []):
    """A Catalogue in message_text()'s form.

    Args:
      encoders: names that it has to have, be they members of a family only.
    Returns:
      A dict.
    """
    members = {name: find_encoder(name) for name in encoders if name not in ENCODERS}
    return {
        "labels": _labels(),
        "datasets": _named(DATASETS),
        "encoders": _named(ENCODERS) + _named(members),
        "attacks": _attacks(),
        "profiles": [
            {"name": quoted(name), "title": quoted(profile.title)}
            for name, profile in PROFILES.items()
        ],
    }
