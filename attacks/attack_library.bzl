"""The libraries of an attack: its code, and apart from it its facts, which need no libtorch."""

load("@bazel_skylib//rules:write_file.bzl", "write_file")

def _facts_text(kind):
    """An AttackFacts (lib/attack/attack_facts.proto) as text."""
    fields = ["defaults { %s }" % kind.defaults, "norm: " + kind.norm]
    fields += ["epsilons: " + epsilon for epsilon in kind.epsilons]
    if kind.scores_only:
        fields.append("scores_only: true")
    if kind.one_objective:
        fields.append("one_objective: true")
    if kind.own_targets:
        fields.append("own_targets: true")
    if kind.has_release_variant:
        fields.append("has_release_variant: true")
    if kind.passes:
        fields.append("passes { decisions: '%s' gradients: '%s' }" % (kind.passes.decisions, kind.passes.gradients))
    return "\n".join(fields)

_SOURCE = """#include "lib/attack/attack_facts.h"

static const labelrep::AttackFactsRegistration kFacts("{name}", R"({facts})");
"""

def attack_library(name, kind, srcs = None, **kwargs):
    """Declares <name>, the attack, and <name>_facts, what is known of it without its code.

    Args:
      name: of the attack.
      kind: attack_kind().
      srcs: its file, if that is not <name>.cc.
      **kwargs: of both libraries.
    """
    write_file(
        name = name + "_facts_source",
        out = name + "_facts_source.cc",
        content = [_SOURCE.format(facts = _facts_text(kind), name = name)],
    )
    native.cc_library(
        name = name + "_facts",
        srcs = [name + "_facts_source"],
        deps = ["//lib/attack:attack_facts"],
        # Nothing refers to it: it registers itself, as does the attack.
        alwayslink = True,
        **kwargs
    )
    native.cc_library(
        name = name,
        srcs = srcs or [name + ".cc"],
        deps = kind.deps + [
            name + "_facts",
            "//lib/attack",
            "//lib/attack:attack_rows",
            "//lib/attack:chunks",
            "//lib/attack:graphed_objective",
            "//lib/attack:random_start",
            "//lib/base:random_stream",
            "//lib/data:image_set",
            "@libtorch//:libtorch",
            "@system//:absl",
        ],
        alwayslink = True,
        **kwargs
    )
