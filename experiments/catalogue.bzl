"""The catalogues as one message (catalogue.proto), for the specs of tables and figures."""

load("//attacks:catalogue.bzl", "ATTACKS")
load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments:profiles.bzl", "PROFILES")
load("//experiments:recipe.bzl", "message_text", "quoted")
load("//experiments:user_labels.bzl", "USER_LABELS")
load("//labels:catalogue.bzl", "LABEL_KINDS")
load("//models:catalogue.bzl", "ENCODERS", "find_encoder")

def _named(entries):
    return [
        {"name": quoted(name), "role": quoted(entry.role), "title": quoted(entry.title)}
        for name, entry in entries.items()
    ]

def _label(name, kind):
    fields = {"name": quoted(name), "role": quoted(kind.role), "title": quoted(kind.title)}
    if kind.color:
        fields["color"] = quoted(kind.color)
    return dict(fields, decisions = [quoted(rule) for rule in kind.decisions])

def _labels():
    """Kinds from the user's files stand behind the paper's and before the controls."""
    kinds = dict(LABEL_KINDS)
    from_files = [user.kind for user in USER_LABELS if user.npy]
    labels = [_label(name, kind) for name, kind in kinds.items() if kind.role in ["paper", "user"]]
    labels += [{"name": quoted(kind), "role": quoted("user"), "title": quoted(kind)} for kind in from_files]
    return labels + [_label(name, kind) for name, kind in kinds.items() if kind.role in ["authors", "control"]]

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
        "attacks": _named(ATTACKS),
        "profiles": [
            {"name": quoted(name), "title": quoted(profile.title)}
            for name, profile in PROFILES.items()
        ],
    }

def _catalogue_file_impl(ctx):
    file = ctx.actions.declare_file(ctx.label.name + ".textproto")
    ctx.actions.write(file, message_text(catalogue()))
    return [DefaultInfo(files = depset([file]), runfiles = ctx.runfiles([file]))]

catalogue_file = rule(
    doc = "Writes the Catalogue, for tests.",
    implementation = _catalogue_file_impl,
)
