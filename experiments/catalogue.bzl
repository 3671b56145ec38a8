"""The catalogues as one message (catalogue.proto), for the specs of tables and figures."""

load("//attacks:catalogue.bzl", "ATTACKS")
load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments:profiles.bzl", "PROFILES")
load("//experiments:recipe.bzl", "quoted")
load("//labels:catalogue.bzl", "FAMILIES", "LABEL_KINDS", "kind_color", "label_kinds")
load("//models:catalogue.bzl", "ENCODERS", "find_encoder")

def _named(name, entry, **more):
    return dict({
        "name": quoted(name),
        "role": quoted(entry.role),
        "title": quoted(entry.title),
    }, **more)

def _label(name, kind):
    optional = {"color": quoted(kind_color(name))} if kind_color(name) else {}
    if kind.family:
        optional["family"] = quoted(FAMILIES[kind.family])
    if len(kind.datasets) < len(DATASETS):
        optional["datasets"] = [quoted(dataset) for dataset in kind.datasets]
    optional["decisions"] = [quoted(rule) for rule in kind.decisions]
    return _named(name, kind, **optional)

def _norm(attack):
    return {} if attack.norm == "LINF" else {"norm": quoted(attack.norm)}

def catalogue(encoders = []):
    """A Catalogue in message_text()'s form.

    Args:
      encoders: names that it has to have, be they members of a family only.
    Returns:
      A dict.
    """
    shown = {name: True for name in ENCODERS.keys() + encoders}

    # The user's kinds stand behind the paper's and before the controls.
    labels = label_kinds("paper", "user") + label_kinds("embedding", "authors", "control", "replication", "statistics")
    return {
        "labels": [_label(name, LABEL_KINDS[name]) for name in labels],
        "datasets": [_named(*entry) for entry in DATASETS.items()],
        "encoders": [_named(name, find_encoder(name)) for name in shown],
        "attacks": [
            _named(
                name,
                entry,
                one_objective = entry.one_objective or entry.scores_only,
                own_targets = entry.own_targets,
                scores_only = entry.scores_only,
                **_norm(entry)
            )
            for name, entry in ATTACKS.items()
        ],
        "profiles": [
            {"name": quoted(name), "title": quoted(profile.title)}
            for name, profile in PROFILES.items()
        ],
    }
