"""The attacks, in the order of tables: an entry for each file that registers one."""

# The epsilons of the paper's figures, in normalised units; the clean accuracy stands for 0.
PAPER_EPSILONS = ["0.05", "0.1", "0.15", "0.2", "0.25", "0.3"]

def passes(decisions = "0", gradients = "0"):
    """How often one attacked image goes through the model, over all epsilons, at most.

    Each is a sum of products of whole numbers and of the recipe's `epsilons` (how many), `steps`,
    `restarts`, `queries` and `target_classes`: "1 + steps * epsilons - epsilons".

    Args:
      decisions: passes that are forward only.
      gradients: passes forward, and back to the image.
    Returns:
      A struct for attack_kind().
    """
    return struct(decisions = decisions, gradients = gradients)

def attack_kind(
        title,
        defaults,
        role = "user",
        norm = "LINF",
        epsilons = PAPER_EPSILONS,
        scores_only = False,
        one_objective = False,
        own_targets = False,
        has_release_variant = False,
        passes = None,
        deps = []):
    """An attack.

    Args:
      title: what tables and figures call it.
      defaults: the fields of AttackRecipe (results/attack.proto), as text, that a recipe gets where
        it says nothing else. `steps`, `step_size_per_epsilon`, `restarts`, `queries` and
        `target_classes` are an attack's own if they are set here, and refused if not. batch_size
        must be set.
      role: "profile" where profiles choose recipes for it; "user" for one that every profile has with
        its own defaults.
      norm: "LINF" or "L2": the norm in which epsilon bounds the change of an image.
      epsilons: where nothing else is asked for.
      scores_only: whether it sees nothing but class scores: objective MARGIN only, which is then
        the default.
      one_objective: whether its objective is that of its defaults, and a recipe can ask for no
        other.
      own_targets: whether it chooses the classes that it aims at, if any, so that a recipe cannot
        be targeted.
      has_release_variant: whether the paper's released code has it.
      passes: for the plan, see passes(); None leaves its cost unknown.
      deps: libraries that the file needs beyond those of every attack (attack_library.bzl).
    Returns:
      A struct for ATTACKS.
    """
    return struct(
        defaults = defaults,
        deps = deps,
        epsilons = epsilons,
        has_release_variant = has_release_variant,
        norm = norm,
        one_objective = one_objective,
        own_targets = own_targets,
        passes = passes,
        role = role,
        scores_only = scores_only,
        title = title,
    )

ATTACKS = {
    "fgsm": attack_kind(
        "FGSM",
        "batch_size: 128",
        "profile",
        has_release_variant = True,
        passes = passes(decisions = "epsilons", gradients = "1"),
    ),
    "iterative": attack_kind(
        "iterative",
        "steps: 5 step_size_per_epsilon: 0.2 batch_size: 128",
        "profile",
        has_release_variant = True,
        # The first step's gradient is the same at every epsilon.
        passes = passes(decisions = "epsilons", gradients = "1 + steps * epsilons - epsilons"),
    ),
    "pgd": attack_kind(
        "PGD",
        "steps: 20 step_size_per_epsilon: 0.125 restarts: 2 batch_size: 128",
        "profile",
        passes = passes(decisions = "restarts * epsilons", gradients = "1 + steps * restarts * epsilons"),
    ),
    "square": attack_kind(
        "Square",
        "queries: 1000 batch_size: 128",
        "profile",
        deps = ["//attacks:square_schedule"],
        passes = passes(decisions = "queries * epsilons"),
        scores_only = True,
    ),
    "apgd": attack_kind(
        "APGD",
        "objective: CROSS_ENTROPY steps: 100 restarts: 1 batch_size: 128",
        "profile",
        deps = ["//lib/attack:apgd"],
        passes = passes(decisions = "restarts * epsilons", gradients = "1 + steps * restarts * epsilons"),
    ),
    "apgd_t": attack_kind(
        "APGD-T",
        "objective: DLR steps: 100 restarts: 1 target_classes: 9 batch_size: 128",
        "profile",
        deps = [
            "//lib/attack:apgd",
            "//lib/attack:targets",
        ],
        own_targets = True,
        passes = passes(
            decisions = "1 + restarts * target_classes * epsilons",
            gradients = "1 + steps * restarts * target_classes * epsilons",
        ),
    ),
    "fab_t": attack_kind(
        "FAB-T",
        "objective: MARGIN steps: 100 target_classes: 9 batch_size: 128",
        "profile",
        deps = [
            "//lib/attack:box_projection",
            "//lib/attack:targets",
        ],
        one_objective = True,
        own_targets = True,
        # What it finds serves every epsilon.
        passes = passes(decisions = "1 + steps * target_classes", gradients = "steps * target_classes"),
    ),
    "auto": attack_kind(
        "AutoAttack",
        # Of few images that one attack leaves, the next has small batches: it gets more at once.
        "objective: CROSS_ENTROPY steps: 100 target_classes: 9 queries: 5000 batch_size: 1024",
        "profile",
        deps = [
            "//attacks:apgd",
            "//attacks:apgd_t",
            "//attacks:fab_t",
            "//attacks:square",
            "//lib/attack:attack_recipe",
        ],
        one_objective = True,
        own_targets = True,
        # Those of its parts, each with one restart, at one epsilon after the other.
        passes = passes(
            decisions = "3 * epsilons + target_classes * epsilons + steps * target_classes * epsilons + queries * epsilons",
            gradients = "2 * epsilons + steps * epsilons + 2 * steps * target_classes * epsilons",
        ),
    ),
    # Attacks of your own:
}
