"""Images that mislead one model, tried on all others of the same data set, encoder and seed."""

load("//experiments:recipe.bzl", "quoted")
load("//experiments/attacks:attack_run.bzl", "AttackedInfo")
load("//experiments/measure:measurement.bzl", "MEASURING_ATTRS", "MeasurementsInfo", "measurement", "measurements_of", "model_of", "recall", "run_spec")
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

def _measurement(target, source, result, provenance):
    transferred = source.info.config.transferred
    return measurement(
        "attack",
        "transfer from " + source.info.config.run.recipe["label"]["kind"],
        provenance = provenance,
        recipe = dict(transferred["recipe"], epsilons = [transferred["transfer_epsilon"]]),
        result = result,
        run = target.info.config.run,
        source = source.info.trained,
        trained = target.info.trained,
    )

def _stem(ctx, target, source):
    source_kind = source.info.config.run.recipe["label"]["kind"]
    return "{}/{}_from_{}".format(ctx.label.name, target.info.config.run.name, source_kind)

def _source_images(source):
    """The attack whose images are tried, as a measurement()."""
    name = source.info.config.transferred["name"]
    return [attack for attack in source.attacks if attack.name == name][0]

def _program(ctx, run):
    """What to run on a model: a target among `programs`."""
    needed = find_encoder(run.recipe["encoder"]).source
    for program, source in ctx.attr.programs.items():
        if source == needed:
            return program
    return fail("{}: no program that links {}; expected one among `programs`".format(ctx.label, needed))

def _try_images(ctx, target, sources):
    """One action: the images of all sources on the model of `target`."""
    name = target.info.config.run.name
    stem = "{}/{}".format(ctx.label.name, name)
    provenance = ctx.actions.declare_file(stem + ".provenance.pb")
    results = [ctx.actions.declare_file(_stem(ctx, target, source) + ".pb") for source in sources]
    images = [_source_images(source) for source in sources]
    model = model_of(target.info.trained, target.info.labels, target.info.data)
    run_spec(
        ctx,
        _program(ctx, target.info.config.run),
        stem,
        dict(model.fields, provenance = quoted(provenance.path), sources = [{
            "attack_result": quoted(made.result.path),
            "images": quoted(made.files["adversarial"].path),
            "epsilon": source.info.config.transferred["transfer_epsilon"],
            "result": quoted(result.path),
        } for source, made, result in zip(sources, images, results)]),
        flag = "transfer_spec",
        inputs = model.files + [file for made in images for file in [made.result, made.files["adversarial"]]],
        mnemonic = "Transfer",
        outputs = [provenance] + results,
        progress_message = "Trying the images of other models on " + name,
    )
    return [
        _measurement(target, source, result, provenance)
        for source, result in zip(sources, results)
    ]

def _recall(ctx, target, source):
    result = ctx.actions.declare_file(_stem(ctx, target, source) + ".pb")
    tried = _measurement(target, source, result, None)
    recall(
        ctx,
        "attack",
        _stem(ctx, target, source),
        {"recipe": tried.recipe, "model": tried.run.recipe, "transferred_from": source.info.config.run.recipe},
        tried.run,
        "transfer from {} to {}".format(source.info.config.run.name, tried.run.name),
        {"result": result},
    )
    return tried

def _transfer_impl(ctx):
    attacked = [
        struct(attacks = measurements_of([target]), info = target[AttackedInfo])
        for target in ctx.attr.attacks
    ]
    measurements = []
    for target, places in zip(attacked, transfer_sources([one.info.config for one in attacked])):
        sources = [attacked[place] for place in places]
        if ctx.attr.recaller:
            measurements += [_recall(ctx, target, source) for source in sources]
        elif sources:
            measurements += _try_images(ctx, target, sources)
    return [
        DefaultInfo(files = depset([measured.result for measured in measurements])),
        MeasurementsInfo(
            measurements = measurements,
            trained = [one.info.trained for one in attacked],
        ),
    ]

transfer = rule(
    doc = "Tries the adversarial images of each model on the others. Labels and data are those of the attacks.",
    implementation = _transfer_impl,
    attrs = dict(
        MEASURING_ATTRS,
        attacks = attr.label_list(providers = [AttackedInfo, MeasurementsInfo]),
        programs = attr.label_keyed_string_dict(
            cfg = "target",
            doc = "Attack programs, and the file of the encoder that each links.",
        ),
    ),
)
