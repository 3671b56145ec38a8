"""Attacks as data: what a profile does to every trained model that its robustness figures show."""

load("//attacks:catalogue.bzl", "ATTACKS", "PAPER_EPSILONS")
load("//experiments:recipe.bzl", "merge_recipe")

def attack(name, recipe, transfers = False):
    """An attack.

    Args:
      name: what the attack is called in targets and file names; unique in a profile.
      recipe: an AttackRecipe (results/attack.proto) in message_text()'s form; what it leaves out is
        the attack's own default (attacks/catalogue.bzl), or the paper's.
      transfers: whether the images that mislead one model are tried on the models of all other
        label kinds. At most one attack's are.
    Returns:
      A struct for the `attacks` of a profile.
    """
    kind = ATTACKS.get(recipe["attack"])
    defaults = {"epsilons": kind.epsilons if kind else PAPER_EPSILONS, "seed": 7}
    return struct(
        name = name,
        recipe = dict(defaults, **recipe),
        transfers = transfers,
    )

def paper_attacks(common = {}, release = {}):
    """FGSM and the iterative method, in the paper's and the release's variant.

    Each targeted and untargeted. And FGSM once more in bf16, to see what the precision does to its
    curve.

    Args:
      common: fields of all their recipes.
      release: fields of those in the release's variant, over `common`.
    Returns:
      A list of attack().
    """
    attacks = []
    for method, fields in [("fgsm", {}), ("iterative", {"step_size_per_epsilon": "0.2", "steps": 5})]:
        for variant in ["PAPER", "RELEASE"]:
            for targeted in [False, True]:
                name = method + ("_targeted" if targeted else "") + ("_release" if variant == "RELEASE" else "")
                recipe = merge_recipe(common, {"attack": method, "targeted": targeted, "variant": variant})
                recipe = merge_recipe(recipe, release if variant == "RELEASE" else {})
                attacks.append(attack(name, merge_recipe(recipe, fields)))
    in_bf16 = merge_recipe(common, {"attack": "fgsm", "precision": "BF16_AUTOCAST"})
    return attacks + [attack("fgsm_bf16", in_bf16)]

def strong_attacks(
        common,
        epsilons,
        steps,
        restarts,
        queries,
        query_images,
        query_epsilons = None,
        suite = {},
        huge_epsilon = "2"):
    """Attacks that the paper does not have, and that a claim of robustness has to stand.

    PGD on the model's own loss; PGD on the margin between class scores, which is what the decision
    rule compares (the adaptive attack), untargeted and targeted; the Square attack, which sees
    scores only; AutoAttack; and the adaptive attack at an epsilon that no model can stand.

    Args:
      common: fields of all their recipes.
      epsilons: of all but the last, and but Square where query_epsilons says otherwise.
      steps: of PGD and the adaptive attack, as restarts.
      restarts: see steps.
      queries: of Square, for each image.
      query_images: of Square and AutoAttack: as many images of the test split.
      query_epsilons: lists of epsilons, a Square attack for each: one epsilon may take it an hour.
      suite: fields of AutoAttack's recipe over its defaults (attacks/catalogue.bzl).
      huge_epsilon: in normalised units, where the pixel range of a channel is about 5 wide.
    Returns:
      A list of attack().
    """
    steps_recipe = merge_recipe(common, {
        "attack": "pgd",
        "epsilons": epsilons,
        "restarts": restarts,
        # 2.5 times epsilon over all steps.
        "step_size_per_epsilon": str(2.5 / steps),
        "steps": steps,
    })
    margin = merge_recipe(steps_recipe, {"objective": "MARGIN"})
    own_batches = {field: value for field, value in common.items() if field != "batch_size"}
    return [
        attack("pgd", steps_recipe),
        attack("adaptive", margin, transfers = True),
        attack("adaptive_targeted", merge_recipe(margin, {"targeted": True})),
        attack("adaptive_huge", merge_recipe(margin, {"epsilons": [huge_epsilon], "restarts": 1})),
        attack("auto", merge_recipe(own_batches, merge_recipe({
            "attack": "auto",
            "epsilons": epsilons,
            "images": query_images,
        }, suite))),
    ] + [
        attack("_".join(["square"] + (some if query_epsilons else [])), merge_recipe(common, {
            "attack": "square",
            "epsilons": some,
            "images": query_images,
            "queries": queries,
        }))
        for some in query_epsilons or [epsilons]
    ]
