"""Attacks on the model of a run, or recalled from the recorded ones."""

load("//experiments:recipe.bzl", "message_text", "quoted")
load("//experiments:recorded.bzl", "recorded_files")
load("//experiments:run.bzl", "RunInfo")
load("//experiments/attacks:attack_programs.bzl", "linked_attacks")
load("//lib/data:dataset.bzl", "folder_of")

AttackInfo = provider(
    "What came of the attacks on the model of a run.",
    fields = {
        "run": "RunInfo.",
        "results": "List of struct(attack, result, provenance): the attack's name, and the files of its AttackResult and of the Provenance of its action (None where results are recalled).",
        "transfer": "struct(images, epsilon, recipe, result): adversarial images for other models (.npy; None where results are recalled), the attack that made them, and its AttackResult; None without.",
        "labels": "File: LabelSet; None where results are recalled.",
        "data": "Files of the data set; empty where results are recalled.",
    },
)

def _device(recipe, model_recipe):
    return recipe if "device" in recipe else dict(recipe, device = model_recipe["device"])

def _declare(ctx, attack, suffix):
    return ctx.actions.declare_file("{}/{}.{}".format(ctx.label.name, attack["name"], suffix))

def _job(ctx, attack):
    """The outputs of one attack, and its AttackJob in message_text()'s form."""
    result = _declare(ctx, attack, "pb")
    successes = _declare(ctx, attack, "successes.npy")
    picture = _declare(ctx, attack, "successes.png")
    transfer = None
    fields = {
        "recipe": attack["recipe"],
        "result": quoted(result.path),
        "successes": quoted(successes.path),
        "picture": quoted(picture.path),
    }
    if attack["transfer_epsilon"]:
        images = _declare(ctx, attack, "adversarial.npy")
        transfer = struct(epsilon = attack["transfer_epsilon"], images = images, recipe = attack["recipe"], result = result)
        fields["adversarial"] = quoted(images.path)
        fields["adversarial_epsilon"] = transfer.epsilon
    return struct(
        fields = fields,
        name = attack["name"],
        outputs = [result, successes, picture] + ([transfer.images] if transfer else []),
        pictures = [successes, picture],
        result = result,
        transfer = transfer,
    )

def _program(ctx, group):
    """What to run for a group of attacks: a target among `programs`."""
    needed = linked_attacks(group)
    for program, linked in ctx.attr.programs.items():
        if linked == needed:
            return program
    return fail("{}: no program that links {}; expected one among `programs`".format(ctx.label, needed))

def _attack(ctx, run, index, jobs, program):
    """An action with the attacks `jobs`."""
    provenance = ctx.actions.declare_file("{}/provenance_{}.pb".format(ctx.label.name, index))
    spec = ctx.actions.declare_file("{}/attacks_{}.textproto".format(ctx.label.name, index))
    ctx.actions.write(spec, message_text({
        "result": quoted(run.result.path),
        "weights": quoted(run.attackable_weights.path),
        "labels": quoted(ctx.file.labels.path),
        "data": quoted(folder_of(ctx.files.data)),
        "provenance": quoted(provenance.path),
        "jobs": [job.fields for job in jobs],
    }))
    names = ", ".join([job.name for job in jobs])
    ctx.actions.run(
        executable = ctx.file._launch,
        arguments = [program[DefaultInfo].files_to_run.executable.path, "--spec=" + spec.path],
        inputs = depset(
            [spec, run.result, run.attackable_weights, ctx.file.labels] + ctx.files.data,
            transitive = [program[DefaultInfo].default_runfiles.files],
        ),
        tools = [program[DefaultInfo].files_to_run],
        outputs = [provenance] + [output for job in jobs for output in job.outputs],
        mnemonic = "Attack",
        progress_message = "Attacking {}: {}".format(run.name, names),
        execution_requirements = {"supports-graceful-termination": ""},
        use_default_shell_env = True,
    )
    return provenance

def recall_attack(ctx, run, recipe, stem, description, source = None):
    """An action that finds a result among the recorded ones by the digests of both recipes.

    Args:
      ctx: of a rule with `recaller` and `_recorded_runs`.
      run: RunInfo of the attacked run.
      recipe: of the attack.
      stem: of the names of the files to declare.
      description: of what is looked up.
      source: RunInfo of the run that transferred images were made against.
    Returns:
      The file of the AttackResult.
    """
    recipe_file = ctx.actions.declare_file(stem + ".recipe.textproto")
    ctx.actions.write(recipe_file, message_text(recipe))
    result = ctx.actions.declare_file(stem + ".pb")
    recorded = recorded_files(ctx.files._recorded_runs, run.recipe, [".attack.pb"])
    inputs = [run.config, recipe_file] + recorded
    arguments = ctx.actions.args()
    arguments.add(run.config, format = "--run=%s")
    arguments.add(recipe_file, format = "--attack=%s")
    if source:
        arguments.add(source.config, format = "--transferred_from=%s")
        inputs.append(source.config)
    arguments.add(result, format = "--result=%s")
    arguments.add_all(recorded)
    ctx.actions.run(
        executable = ctx.executable.recaller,
        arguments = [arguments],
        inputs = depset(inputs, transitive = [ctx.attr.recaller[DefaultInfo].default_runfiles.files]),
        outputs = [result],
        mnemonic = "RecallAttack",
        progress_message = "Looking up the recorded " + description,
    )
    return result

def _recall(ctx, run, attack):
    return recall_attack(
        ctx,
        run,
        attack["recipe"],
        "{}/{}".format(ctx.label.name, attack["name"]),
        "attack {} on {}".format(attack["name"], run.name),
    )

def _check_transfers(ctx, groups):
    names = [attack["name"] for group in groups for attack in group if attack["transfer_epsilon"]]
    if len(names) > 1:
        fail("{}: the attacks {} have a transfer_epsilon each, expected one at most in a profile and USER_ATTACKS, as tables show one transfer; leave the others out".format(
            ctx.label,
            " and ".join(names),
        ))

def _attack_run_impl(ctx):
    run = ctx.attr.run[RunInfo]
    groups = json.decode(ctx.attr.attacks_json)
    groups = [[dict(attack, recipe = _device(attack["recipe"], run.recipe)) for attack in group] for group in groups]
    _check_transfers(ctx, groups)
    if ctx.attr.recaller:
        results = [
            struct(attack = attack["name"], provenance = None, result = _recall(ctx, run, attack))
            for group in groups
            for attack in group
        ]
        transfers = [
            struct(epsilon = attack["transfer_epsilon"], images = None, recipe = attack["recipe"], result = None)
            for group in groups
            for attack in group
            if attack["transfer_epsilon"]
        ]
        return [
            DefaultInfo(files = depset([result.result for result in results])),
            AttackInfo(
                data = [],
                labels = None,
                results = results,
                run = run,
                transfer = transfers[0] if transfers else None,
            ),
        ]
    jobs = []
    provenance = []
    results = []
    for index, group in enumerate(groups):
        group_jobs = [_job(ctx, attack) for attack in group]
        group_provenance = _attack(ctx, run, index, group_jobs, _program(ctx, group))
        provenance.append(group_provenance)
        results += [
            struct(attack = job.name, provenance = group_provenance, result = job.result)
            for job in group_jobs
        ]
        jobs += group_jobs
    transfers = [job.transfer for job in jobs if job.transfer]
    return [
        DefaultInfo(files = depset([job.result for job in jobs])),
        OutputGroupInfo(
            pictures = depset([picture for job in jobs for picture in job.pictures]),
            provenance = depset(provenance),
        ),
        AttackInfo(
            data = ctx.files.data,
            labels = ctx.file.labels,
            results = results,
            run = run,
            transfer = transfers[0] if transfers else None,
        ),
    ]

attack_run = rule(
    doc = "Attacks the model of a run. How attacks are grouped into actions changes no byte of a result.",
    implementation = _attack_run_impl,
    attrs = {
        "attacks_json": attr.string(mandatory = True, doc = "List of groups (one action each) of attack()."),
        "data": attr.label(allow_files = True, doc = "A folder in CIFAR's binary layout, or the files in one."),
        "labels": attr.label(allow_single_file = True, doc = "LabelSet."),
        "programs": attr.label_keyed_string_dict(
            cfg = "target",
            doc = "Attack programs, and the attacks that each links as linked_attacks() has them: one for each group.",
        ),
        "recaller": attr.label(executable = True, cfg = "target", doc = "Where set, results are recalled."),
        "run": attr.label(mandatory = True, providers = [RunInfo]),
        "_launch": attr.label(default = "//experiments:launch.sh", allow_single_file = True),
        "_recorded_runs": attr.label(default = "//results/measured:runs"),
    },
)
