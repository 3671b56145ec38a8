"""Attacks on the model of a run, or recalled from the recorded ones."""

load("//experiments:run.bzl", "RunConfigInfo")
load("//experiments/measure:measurement.bzl", "MEASURING_ATTRS", "MeasurementsInfo", "find_program", "measure_model", "measured_providers", "measurement_job", "model_of", "training_of")

AttackConfigInfo = provider(
    "What is done to the model of a run, known without the model.",
    fields = {
        "groups": "List of lists of dicts: attack(), those of one action together, with the device in their recipes.",
        "run": "RunConfigInfo.",
        "tables": "Names of the figures, of the run's tables, that show it.",
        "transferred": "The attack whose images are tried on other models; None without.",
    },
)

AttackedInfo = provider(
    "An attacked model.",
    fields = {
        "config": "AttackConfigInfo.",
        "model": "model_of() of it.",
    },
)

def linked_attacks(group):
    """What the program of an action links, so that no other attack's change attacks anything anew.

    Args:
      group: list of attack() or of dicts with their fields.
    Returns:
      The names of the attacks of the group's recipes, sorted, with blanks between.
    """
    recipes = [attack["recipe"] if type(attack) == "dict" else attack.recipe for attack in group]
    return " ".join(sorted({recipe["attack"]: True for recipe in recipes}.keys()))

def _with_device(attack, run):
    recipe = attack["recipe"]
    return attack if "device" in recipe else dict(attack, recipe = dict(recipe, device = run.recipe["device"]))

def _attack_config_impl(ctx):
    run = ctx.attr.run[RunConfigInfo]
    groups = [
        [_with_device(attack, run) for attack in group]
        for group in json.decode(ctx.attr.attacks_json)
    ]
    transferred = [attack for group in groups for attack in group if attack["transfers"]]
    if len(transferred) > 1:
        fail("{}: the attacks {} have transfers, expected one at most in a profile and USER_ATTACKS, as tables show one transfer; leave the others out".format(
            ctx.label,
            " and ".join([attack["name"] for attack in transferred]),
        ))
    return [AttackConfigInfo(
        groups = groups,
        run = run,
        tables = ctx.attr.tables,
        transferred = transferred[0] if transferred else None,
    )]

_attack_config = rule(
    doc = "Says what is done to the model of a run.",
    implementation = _attack_config_impl,
    attrs = {
        "attacks_json": attr.string(mandatory = True, doc = "List of groups (one action each) of attack()."),
        "run": attr.label(mandatory = True, providers = [RunConfigInfo]),
        "tables": attr.string_list(),
    },
)

# Of so many test images, the first, what each attack makes of them can be looked at.
_PICTURED_IMAGES = 24

def _job(ctx, attack):
    """An attack as measurement_job(), which asks for an AttackJob (attack_spec.proto)."""
    asked = {"pictured": _PICTURED_IMAGES, "recipe": attack["recipe"]}
    files = {"page": ".html", "pictured": ".npy", "successes": ".npy"}
    if attack["transfers"]:
        asked["adversarial"] = True
        files["adversarial"] = ".npy"
    stem = "{}/{}".format(ctx.label.name, attack["name"])
    return measurement_job(stem, attack["name"], attack["recipe"], asked, files)

def _attack_run_impl(ctx):
    config = ctx.attr.config[AttackConfigInfo]
    model = model_of(ctx, training_of(ctx.attr.run))
    measurements = []
    for index, group in enumerate(config.groups):
        names = ", ".join([attack["name"] for attack in group])
        measurements += measure_model(
            ctx,
            "attack",
            model,
            [_job(ctx, attack) for attack in group],
            find_program(ctx, linked_attacks(group)),
            "{}/attacks_{}".format(ctx.label.name, index),
            "Attack",
            "Attacking {}: {}".format(config.run.name, names),
        )
    return measured_providers(measurements, [model.trained]) + [
        AttackedInfo(config = config, model = model),
    ]

_attack_run = rule(
    implementation = _attack_run_impl,
    attrs = dict(
        MEASURING_ATTRS,
        config = attr.label(mandatory = True, providers = [AttackConfigInfo]),
        run = attr.label(mandatory = True, providers = [MeasurementsInfo]),
    ),
)

def attack_run(name, run, run_config, attack_groups, tables = [], tags = [], **inputs):
    """Attacks the model of a run. How attacks are grouped into actions changes no byte of a result.

    Declares <name>_config too, which says what is done and needs no model.

    Args:
      name: of the target.
      run: training_run.
      run_config: its run_config.
      attack_groups: list of lists of attack(), those of one action together.
      tables: the figures that show it.
      tags: of both targets.
      **inputs: attributes of MEASURING_ATTRS; `programs` have linked_attacks() of their groups.
    """
    _attack_config(
        name = name + "_config",
        attacks_json = json.encode(attack_groups),
        run = run_config,
        tables = tables,
        tags = tags,
    )
    _attack_run(name = name, config = name + "_config", run = run, tags = tags, **inputs)
