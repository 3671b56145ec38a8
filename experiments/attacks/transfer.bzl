"""Images that mislead one model, tried on all others of the same data set, encoder and seed."""

load("//experiments:recipe.bzl", "message_text", "quoted")
load("//experiments/attacks:attack_run.bzl", "AttackInfo", "recall_attack")
load("//lib/data:dataset.bzl", "folder_of")
load("//models:catalogue.bzl", "find_encoder")

TransferInfo = provider(
    "What images that mislead one model do to another.",
    fields = {"results": "List of struct(run, source, result, provenance): RunInfo of the model that they are tried on and of the one that they were made against, and files (provenance is None where results are recalled)."},
)

def _fits(one, other):
    return (one.run.dataset, one.run.encoder, one.run.seed) == (other.run.dataset, other.run.encoder, other.run.seed)

def _stem(ctx, target, source):
    return "{}/{}_from_{}".format(ctx.label.name, target.run.name, source.run.label)

def _program(ctx, run):
    """What to run on a model: a target among `programs`."""
    needed = find_encoder(run.encoder).source
    for program, source in ctx.attr.programs.items():
        if source == needed:
            return program
    return fail("{}: no program that links {}; expected one among `programs`".format(ctx.label, needed))

def _try_images(ctx, target, sources):
    """One action: the images of all sources on the model of `target`."""
    stem = "{}/{}".format(ctx.label.name, target.run.name)
    provenance = ctx.actions.declare_file(stem + ".provenance.pb")
    spec = ctx.actions.declare_file(stem + ".textproto")
    results = [ctx.actions.declare_file(_stem(ctx, target, source) + ".pb") for source in sources]
    run = target.run
    ctx.actions.write(spec, message_text({
        "result": quoted(run.result.path),
        "weights": quoted(run.attackable_weights.path),
        "labels": quoted(target.labels.path),
        "data": quoted(folder_of(target.data)),
        "provenance": quoted(provenance.path),
        "sources": [{
            "attack_result": quoted(source.transfer.result.path),
            "images": quoted(source.transfer.images.path),
            "epsilon": source.transfer.epsilon,
            "result": quoted(result.path),
        } for source, result in zip(sources, results)],
    }))
    files = [spec, run.result, run.attackable_weights, target.labels] + target.data
    for source in sources:
        files += [source.transfer.result, source.transfer.images]
    program = _program(ctx, run)
    ctx.actions.run(
        executable = ctx.file._launch,
        arguments = [program[DefaultInfo].files_to_run.executable.path, "--transfer_spec=" + spec.path],
        inputs = depset(files, transitive = [program[DefaultInfo].default_runfiles.files]),
        tools = [program[DefaultInfo].files_to_run],
        outputs = [provenance] + results,
        mnemonic = "Transfer",
        progress_message = "Trying the images of other models on " + run.name,
        execution_requirements = {"supports-graceful-termination": ""},
        use_default_shell_env = True,
    )
    return [
        struct(provenance = provenance, result = result, run = run, source = source.run)
        for source, result in zip(sources, results)
    ]

def _recall(ctx, target, source):
    result = recall_attack(
        ctx,
        target.run,
        dict(source.transfer.recipe, epsilons = [source.transfer.epsilon]),
        _stem(ctx, target, source),
        "transfer from {} to {}".format(source.run.name, target.run.name),
        source = source.run,
    )
    return struct(provenance = None, result = result, run = target.run, source = source.run)

def _transfer_impl(ctx):
    attacked = [attack[AttackInfo] for attack in ctx.attr.attacks]
    results = []
    for target in attacked:
        sources = [source for source in attacked if source.transfer and _fits(source, target) and source.run.name != target.run.name]
        if ctx.attr.recaller:
            results += [_recall(ctx, target, source) for source in sources]
        elif sources:
            results += _try_images(ctx, target, sources)
    return [
        DefaultInfo(files = depset([result.result for result in results])),
        TransferInfo(results = results),
    ]

transfer = rule(
    doc = "Tries the adversarial images of each model on the others.",
    implementation = _transfer_impl,
    attrs = {
        "attacks": attr.label_list(providers = [AttackInfo]),
        "programs": attr.label_keyed_string_dict(
            cfg = "target",
            doc = "Attack programs, and the file of the encoder that each links.",
        ),
        "recaller": attr.label(executable = True, cfg = "target", doc = "Where set, results are recalled."),
        "_launch": attr.label(default = "//experiments:launch.sh", allow_single_file = True),
        "_recorded_runs": attr.label(default = "//results/measured:runs"),
    },
)
