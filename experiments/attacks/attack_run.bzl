"""Attacks on the model of a run, or recalled from the recorded ones."""

load("//experiments:recipe.bzl", "quoted")
load("//experiments:run.bzl", "RunConfigInfo")
load("//experiments/attacks:attack_programs.bzl", "linked_attacks")
load("//experiments/measure:measurement.bzl", "MEASURING_ATTRS", "MeasurementsInfo", "measurement", "model_of", "recall", "run_spec", "training_of")

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
        "data": "Files of the data set; empty where results are recalled.",
        "labels": "File: LabelSet; None where results are recalled.",
        "trained": "measurement() of the training.",
    },
)

def _with_device(attack, run):
    recipe = attack["recipe"]
    return attack if "device" in recipe else dict(attack, recipe = dict(recipe, device = run.recipe["device"]))

def _attack_config_impl(ctx):
    run = ctx.attr.run[RunConfigInfo]
    groups = [
        [_with_device(attack, run) for attack in group]
        for group in json.decode(ctx.attr.attacks_json)
    ]
    transferred = [attack for group in groups for attack in group if attack["transfer_epsilon"]]
    if len(transferred) > 1:
        fail("{}: the attacks {} have a transfer_epsilon each, expected one at most in a profile and USER_ATTACKS, as tables show one transfer; leave the others out".format(
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

def _job(ctx, attack):
    """The outputs of one attack, and its AttackJob in message_text()'s form."""
    stem = "{}/{}".format(ctx.label.name, attack["name"])
    files = {
        "successes": ctx.actions.declare_file(stem + ".successes.npy"),
        "picture": ctx.actions.declare_file(stem + ".successes.png"),
    }
    if attack["transfer_epsilon"]:
        files["adversarial"] = ctx.actions.declare_file(stem + ".adversarial.npy")
    result = ctx.actions.declare_file(stem + ".pb")
    fields = {"recipe": attack["recipe"], "result": quoted(result.path)}
    fields.update({name: quoted(file.path) for name, file in files.items()})
    if attack["transfer_epsilon"]:
        fields["adversarial_epsilon"] = attack["transfer_epsilon"]
    return struct(attack = attack, fields = fields, files = files, result = result)

def _program(ctx, group):
    """What to run for a group of attacks: a target among `programs`."""
    needed = linked_attacks(group)
    for program, linked in ctx.attr.programs.items():
        if linked == needed:
            return program
    return fail("{}: no program that links {}; expected one among `programs`".format(ctx.label, needed))

def _attack(ctx, trained, index, group):
    """An action with the attacks of a group. Returns their measurement()s."""
    jobs = [_job(ctx, attack) for attack in group]
    model = model_of(trained, ctx.file.labels, ctx.files.data)
    provenance = ctx.actions.declare_file("{}/provenance_{}.pb".format(ctx.label.name, index))
    outputs_of_jobs = [file for job in jobs for file in [job.result] + job.files.values()]
    run_spec(
        ctx,
        _program(ctx, group),
        "{}/attacks_{}".format(ctx.label.name, index),
        dict(
            model.fields,
            provenance = quoted(provenance.path),
            jobs = [job.fields for job in jobs],
        ),
        inputs = model.files,
        mnemonic = "Attack",
        outputs = [provenance] + outputs_of_jobs,
        progress_message = "Attacking {}: {}".format(trained.run.name, ", ".join([attack["name"] for attack in group])),
    )
    return [
        measurement(
            "attack",
            job.attack["name"],
            files = job.files,
            provenance = provenance,
            recipe = job.attack["recipe"],
            result = job.result,
            run = trained.run,
            trained = trained,
        )
        for job in jobs
    ]

def _recall(ctx, trained, attack):
    stem = "{}/{}".format(ctx.label.name, attack["name"])
    result = ctx.actions.declare_file(stem + ".pb")
    recall(
        ctx,
        "attack",
        stem,
        {"recipe": attack["recipe"], "model": trained.run.recipe},
        trained.run,
        "attack {} on {}".format(attack["name"], trained.run.name),
        {"result": result},
    )
    return measurement(
        "attack",
        attack["name"],
        provenance = None,
        recipe = attack["recipe"],
        result = result,
        run = trained.run,
        trained = trained,
    )

def _attack_run_impl(ctx):
    config = ctx.attr.config[AttackConfigInfo]
    trained = training_of(ctx.attr.run)
    measurements = []
    for index, group in enumerate(config.groups):
        if ctx.attr.recaller:
            measurements += [_recall(ctx, trained, attack) for attack in group]
        else:
            measurements += _attack(ctx, trained, index, group)
    return [
        DefaultInfo(files = depset([measured.result for measured in measurements])),
        OutputGroupInfo(
            pictures = depset([
                measured.files[name]
                for measured in measurements
                for name in ["successes", "picture"]
                if name in measured.files
            ]),
            provenance = depset([
                measured.provenance
                for measured in measurements
                if measured.provenance
            ]),
        ),
        MeasurementsInfo(measurements = measurements, trained = [trained]),
        AttackedInfo(
            config = config,
            data = ctx.files.data,
            labels = ctx.file.labels,
            trained = trained,
        ),
    ]

_attack_run = rule(
    implementation = _attack_run_impl,
    attrs = dict(
        MEASURING_ATTRS,
        config = attr.label(mandatory = True, providers = [AttackConfigInfo]),
        programs = attr.label_keyed_string_dict(
            cfg = "target",
            doc = "Attack programs, and the attacks that each links as linked_attacks() has them: one for each group.",
        ),
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
      **inputs: `programs`, and attributes of MEASURING_ATTRS.
    """
    _attack_config(
        name = name + "_config",
        attacks_json = json.encode(attack_groups),
        run = run_config,
        tables = tables,
        tags = tags,
    )
    _attack_run(name = name, config = name + "_config", run = run, tags = tags, **inputs)
