"""Images that mislead one model, tried on all others of the same data set, encoder and seed."""

load("//experiments:recipe.bzl", "quoted")
load("//experiments/attacks:attack_run.bzl", "AttackedInfo")
load("//experiments/measure:measurement.bzl", "MEASURING_ATTRS", "MeasurementsInfo", "find_program", "measure_model", "measured_providers", "measurement_job", "measurements_of")
load("//models:catalogue.bzl", "find_encoder")

# What two models have in common, so that they differ in their labels only.
_COMMON = ["dataset", "encoder", "seed", "train_fraction_percent"]

def _fits(one, other):
    return all([one.run.recipe[field] == other.run.recipe[field] for field in _COMMON])

def transfer_sources(configs):
    """Whose images are tried on which models.

    Args:
      configs: AttackConfigInfo of all models.
    Returns:
      For each of them the list of the places in `configs` of those whose images are tried on it.
    """
    return [
        [
            place
            for place, source in enumerate(configs)
            if source.transferred and _fits(source, target) and source.run.name != target.run.name
        ]
        for target in configs
    ]

def _job(stem, source, recalled):
    """The images of an attacked model as measurement_job(), which asks for a TransferJob."""
    info = source[AttackedInfo]
    kind = info.config.run.recipe["label"]["kind"]
    attack = info.config.transferred
    made = [one for one in measurements_of([source]) if one.name == attack["name"]][0]
    asked = {}
    inputs = []
    if not recalled:
        images = made.files["adversarial"]
        inputs = [made.result, images]
        asked = {
            "attack_result": quoted(made.result.path),
            "images": quoted(images.path),
        }
    return measurement_job(
        "{}_from_{}".format(stem, kind),
        "transfer from " + kind,
        attack["recipe"],
        asked,
        inputs = inputs,
        source = info.model.trained,
    )

def _transfer_impl(ctx):
    attacked = ctx.attr.attacks
    infos = [target[AttackedInfo] for target in attacked]
    measurements = []
    for info, places in zip(infos, transfer_sources([info.config for info in infos])):
        run = info.config.run
        stem = "{}/{}".format(ctx.label.name, run.name)
        if places:
            measurements += measure_model(
                ctx,
                "attack",
                info.model,
                [_job(stem, attacked[place], ctx.attr.recaller) for place in places],
                find_program(ctx, find_encoder(run.recipe["encoder"]).source),
                stem,
                "Transfer",
                "Trying the images of other models on " + run.name,
                flag = "transfer_spec",
            )
    return measured_providers(measurements, [info.model.trained for info in infos])

transfer = rule(
    doc = "Tries the adversarial images of each model on the others. Labels and data are those of the attacks.",
    implementation = _transfer_impl,
    attrs = dict(
        MEASURING_ATTRS,
        attacks = attr.label_list(
            doc = "`programs` have the files of the encoders that they link.",
            providers = [AttackedInfo, MeasurementsInfo],
        ),
    ),
)
