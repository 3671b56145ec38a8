"""How anything is measured: actions that leave a result and its provenance, or look them up.

A rule of a kind of measurement says what is its own (which recipe, on what) and takes the rest from
here.
"""

load("//experiments:recipe.bzl", "message_text", "quoted")
load("//experiments/measure:kinds.bzl", "MEASUREMENT_KINDS")
load("//lib/data:dataset.bzl", "folder_of")

MeasurementsInfo = provider(
    "What a target measures.",
    fields = {
        "measurements": "List of measurement().",
        "trained": "The measurement()s of the trainings whose models are measured, or that are it.",
    },
)

def measurement(
        kind,
        name,
        run,
        recipe,
        result,
        provenance,
        files = {},
        trained = None,
        source = None):
    """A measurement of a target.

    Args:
      kind: one of MEASUREMENT_KINDS.
      name: what it is called among those of its run: "training", "pgd", "transfer from speech".
      run: RunConfigInfo of the run that it is of.
      recipe: dict: what was done, in message_text()'s form.
      result: File of the result.
      provenance: File of the Provenance; None where the result is looked up and it is not asked
        for.
      files: dict from name to File: what it leaves beside its result.
      trained: the measurement() that is the run's training; None for that itself.
      source: of transferred images, the training of the model that they were made against.
    Returns:
      A struct.
    """
    return struct(
        files = files,
        kind = kind,
        name = name,
        provenance = provenance,
        recipe = recipe,
        result = result,
        run = run,
        source = source,
        trained = trained,
    )

def measurements_of(targets, kind = None):
    """The measurements of targets with MeasurementsInfo, all or those of one kind."""
    return [
        measured
        for target in targets
        for measured in target[MeasurementsInfo].measurements
        if kind in [None, measured.kind]
    ]

def training_of(target):
    """The training that a target with MeasurementsInfo is."""
    return measurements_of([target], "run")[0]

# Attributes of every rule that measures.
MEASURING_ATTRS = {
    "data": attr.label(allow_files = True, doc = "A folder in CIFAR's binary layout, or the files in one."),
    "labels": attr.label(allow_single_file = True, doc = "LabelSet."),
    "program": attr.label(executable = True, cfg = "target"),
    "recaller": attr.label(executable = True, cfg = "target", doc = "Where set, results are looked up and not measured."),
    "_launch": attr.label(default = "//experiments:launch.sh", allow_single_file = True),
    "_merge_provenance": attr.label(
        default = "//experiments/record:merge_provenance",
        executable = True,
        cfg = "target",
    ),
    "_recorded": attr.label(default = "//results/measured:runs"),
}

def run_program(
        ctx,
        program,
        arguments,
        inputs,
        outputs,
        mnemonic,
        progress_message,
        cached = True):
    """An action of a program behind the launcher, with its runfiles.

    Args:
      ctx: of a rule with MEASURING_ATTRS.
      program: target of the program.
      arguments: list of strings and Args.
      inputs: list of Files.
      outputs: list of Files.
      mnemonic: of the action.
      progress_message: of the action.
      cached: False where another machine may have another answer.
    """
    executable = program[DefaultInfo].files_to_run.executable
    requirements = {"supports-graceful-termination": ""}
    if not cached:
        requirements["no-cache"] = ""
    ctx.actions.run(
        executable = ctx.file._launch,
        arguments = [executable.path] + arguments,
        inputs = depset(inputs, transitive = [program[DefaultInfo].default_runfiles.files]),
        tools = [executable],
        outputs = outputs,
        mnemonic = mnemonic,
        progress_message = progress_message,
        execution_requirements = requirements,
        use_default_shell_env = True,
    )

def run_spec(ctx, program, stem, fields, inputs, outputs, mnemonic, progress_message, flag = "spec"):
    """An action of a program that takes what it does from a message.

    Args:
      ctx: of a rule with MEASURING_ATTRS.
      program: target of the program.
      stem: of the spec's file name.
      fields: of the spec, in message_text()'s form.
      inputs: list of Files.
      outputs: list of Files.
      mnemonic: of the action.
      progress_message: of the action.
      flag: that the program takes the spec by.
    """
    spec = ctx.actions.declare_file(stem + ".textproto")
    ctx.actions.write(spec, message_text(fields))
    run_program(
        ctx,
        program,
        ["--{}={}".format(flag, spec.path)],
        [spec] + inputs,
        outputs,
        mnemonic,
        progress_message,
    )

def _segment(ctx, index, count, checkpoint_in, provenance):
    """What run_segments() hands to run_segment for the action `index` of `count`."""
    place = "{}_of_{}".format(index, count)
    checkpoint_out = None
    if index < count:
        name = "{}/checkpoint_{}.safetensors".format(ctx.label.name, place)
        checkpoint_out = ctx.actions.declare_file(name)
    if count > 1:
        # Its own, to be merged into that of all.
        name = "{}/provenance_{}.pb".format(ctx.label.name, place)
        provenance = ctx.actions.declare_file(name)
    return struct(
        checkpoint_in = checkpoint_in,
        checkpoint_out = checkpoint_out,
        count = count,
        index = index,
        provenance = provenance,
    )

def run_segments(ctx, count, run_segment, context, provenance, title):
    """A measurement as a chain of actions, each of which hands a checkpoint on.

    Args:
      ctx: of a rule with MEASURING_ATTRS.
      count: of actions.
      run_segment: function of ctx, context and a struct (index, from 1; count; checkpoint_in, None
        for the first; checkpoint_out, None for the last; provenance) that declares the action of a
        segment.
      context: for run_segment.
      provenance: File of the Provenance of all.
      title: of what is measured, for messages.
    Returns:
      Dict from "checkpoint_1" on to the Files of the checkpoints.
    """
    checkpoints = {}
    parts = []
    checkpoint = None
    for index in range(1, count + 1):
        segment = _segment(ctx, index, count, checkpoint, provenance)
        run_segment(ctx, context, segment)
        parts.append(segment.provenance)
        checkpoint = segment.checkpoint_out
        if checkpoint:
            checkpoints["checkpoint_%d" % index] = checkpoint
    if count > 1:
        arguments = ctx.actions.args()
        arguments.add(provenance, format = "--out=%s")
        arguments.add_all(parts)
        runfiles = ctx.attr._merge_provenance[DefaultInfo].default_runfiles.files
        ctx.actions.run(
            executable = ctx.executable._merge_provenance,
            arguments = [arguments],
            inputs = depset(parts, transitive = [runfiles]),
            outputs = [provenance],
            mnemonic = "MergeProvenance",
            progress_message = "Joining the provenance of " + title,
        )
    return checkpoints

def model_of(trained, labels, data):
    """The model of a run with what belongs to it.

    Args:
      trained: measurement() of its training.
      labels: File.
      data: list of Files.
    Returns:
      A struct: fields (MeasuredModel, measured_model.proto), and files.
    """
    weights = trained.files["weights_or_empty"]
    return struct(
        fields = {
            "result": quoted(trained.result.path),
            "weights": quoted(weights.path),
            "labels": quoted(labels.path),
            "data": quoted(folder_of(data)),
        },
        files = [trained.result, weights, labels] + data,
    )

def _may_be_of(file, recipe, suffixes):
    """By the names that the recorder gives.

    A look-up that reads few files is fast, and stays valid when other runs are recorded.
    """
    prefix = "_".join([recipe["dataset"], recipe["encoder"], recipe["label"]["kind"]]) + "_e"
    if not file.basename.startswith(prefix):
        return False
    return any([file.basename.endswith(suffix) for suffix in suffixes])

def recall(ctx, kind, stem, asked, run, what, outputs):
    """Actions that find a recorded measurement by the digests of its recipes, one for each output.

    Args:
      ctx: of a rule with MEASURING_ATTRS.
      kind: one of MEASUREMENT_KINDS.
      stem: of the name of the file with the recipes.
      asked: the fields of the result that are recipes, in message_text()'s form.
      run: RunConfigInfo of the run that is measured.
      what: is looked up, for messages.
      outputs: dict from "result", "provenance" or the name of a side file to the File. A name with
        "_or_empty" gives an empty file where there is none.
    """
    asked_file = ctx.actions.declare_file(stem + ".asked.textproto")
    ctx.actions.write(asked_file, message_text(asked))
    known = MEASUREMENT_KINDS[kind]
    suffixes = dict(known.files, provenance = known.provenance_suffix, result = known.result_suffix)
    runfiles = ctx.attr.recaller[DefaultInfo].default_runfiles.files
    for name, output in outputs.items():
        wanted = [known.result_suffix, suffixes[name.replace("_or_empty", "")]]
        recorded = [file for file in ctx.files._recorded if _may_be_of(file, run.recipe, wanted)]
        arguments = ctx.actions.args()
        arguments.add("--kind=" + kind)
        arguments.add(asked_file, format = "--asked=%s")
        arguments.add("--part=" + name)
        arguments.add(output, format = "--out=%s")
        arguments.add_all(recorded)
        ctx.actions.run(
            executable = ctx.executable.recaller,
            arguments = [arguments],
            inputs = depset([asked_file] + recorded, transitive = [runfiles]),
            outputs = [output],
            mnemonic = "Recall",
            progress_message = "Looking up the recorded {} of {}".format(name, what),
        )
