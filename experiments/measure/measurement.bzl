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

# Begins the names of a training's checkpoints among its files.
_CHECKPOINT = "checkpoint_"

def measurement(
        kind,
        name,
        run,
        recipe,
        result,
        provenance,
        files = {},
        trained = None,
        source = None,
        recalled = False):
    """A measurement of a target, as a struct.

    Args:
      kind: one of MEASUREMENT_KINDS.
      name: what it is called among those of its run: "training", "pgd", "transfer from speech".
      run: RunConfigInfo of the run that it is of.
      recipe: dict: what was done, in message_text()'s form.
      result: File.
      provenance: File; of another measurement than a training, empty where the result is looked up
        and none is recorded.
      files: dict from name to File: what it leaves beside its result.
      trained: the measurement() that is the run's training; None for that itself.
      source: of transferred images, the training of the model that they were made against.
      recalled: whether it is looked up.
    """
    return struct(
        files = files,
        kind = kind,
        name = name,
        provenance = provenance,
        recalled = recalled,
        recipe = recipe,
        result = result,
        run = run,
        source = source,
        trained = trained,
    )

def renamed(measured, name):
    """A measurement under another name."""
    return measurement(
        measured.kind,
        name,
        measured.run,
        measured.recipe,
        measured.result,
        measured.provenance,
        measured.files,
        measured.trained,
        measured.source,
        measured.recalled,
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
    "programs": attr.label_keyed_string_dict(
        cfg = "target",
        doc = "In place of one program: what find_program() finds them by.",
    ),
    "recaller": attr.label(executable = True, cfg = "target", doc = "Where set, results are looked up and not measured."),
    "_launch": attr.label(default = "//experiments:launch.sh", allow_single_file = True),
    "_merge_provenance": attr.label(
        default = "//experiments/record:merge_provenance",
        executable = True,
        cfg = "target",
    ),
    "_recorded": attr.label(default = "//results/measured:runs"),
}

def find_program(ctx, what):
    """The target among `programs` that stands for `what`; None where results are looked up."""
    if ctx.attr.recaller:
        return None
    for program, found in ctx.attr.programs.items():
        if found == what:
            return program
    return fail("{}: no program that links {}; expected one among `programs`".format(ctx.label, what))

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
      program: its target.
      arguments: list of strings and Args.
      inputs: list of Files, as outputs.
      outputs: see inputs.
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

def run_segments(ctx, count, run_segment, context, provenance, title):
    """A measurement as a chain of `count` actions, each of which hands a checkpoint on.

    Args:
      ctx: of a rule with MEASURING_ATTRS.
      count: of actions.
      run_segment: function of ctx, `context` and a struct (index, from 1; count; checkpoint_in,
        None for the first; checkpoint_out, None for the last; provenance) that declares an action.
      context: for run_segment.
      provenance: File of the Provenance of all.
      title: of what is measured, for messages.
    Returns:
      Dict from "checkpoint_1" on to the Files of the checkpoints.
    """
    name = ctx.label.name + "/{}_{}_of_" + str(count) + ".{}"
    checkpoints = {}
    parts = []
    checkpoint_in = None
    for index in range(1, count + 1):
        part = provenance
        checkpoint_out = None
        if count > 1:
            part = ctx.actions.declare_file(name.format("provenance", index, "pb"))
        if index < count:
            checkpoint_out = ctx.actions.declare_file(name.format("checkpoint", index, "safetensors"))
            checkpoints[_CHECKPOINT + str(index)] = checkpoint_out
        run_segment(ctx, context, struct(
            checkpoint_in = checkpoint_in,
            checkpoint_out = checkpoint_out,
            count = count,
            index = index,
            provenance = part,
        ))
        parts.append(part)
        checkpoint_in = checkpoint_out
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

def epochs_at(trained, percent):
    """How many epochs a training had done at a share of them, to the nearest whole one, at least 1."""
    return max(1, (2 * trained.recipe["epochs"] * percent + 100) // 200)

def checkpoint_after(trained, epochs):
    """The checkpoint of a training, one that is not looked up, after so many epochs: File."""
    total = trained.recipe["epochs"]
    segments = len([name for name in trained.files if name.startswith(_CHECKPOINT)]) + 1
    for index in range(1, segments):
        # Where segment i of k ends (experiments/train/train.h).
        if total * index // segments == epochs:
            return trained.files[_CHECKPOINT + str(index)]
    return fail("{}: no checkpoint after {} of {} epochs, as it is cut into {} segments; give its grid other `segments`".format(
        trained.run.name,
        epochs,
        total,
        segments,
    ))

def _may_be_of(file, recipe, suffixes):
    """By the names that the recorder gives.

    A look-up that reads few files is fast, and stays valid when other runs are recorded.
    """
    prefix = "_".join([recipe["dataset"], recipe["encoder"], recipe["label"]["kind"]]) + "_e"
    if not file.basename.startswith(prefix):
        return False
    return any([file.basename.endswith(suffix) for suffix in suffixes])

def recall(ctx, kind, stem, asked, run, what, outputs):
    """Actions that find a recorded measurement by the digests of its recipes.

    One for the result and the provenance, which are small, and one for each other output.

    Args:
      ctx: of a rule with MEASURING_ATTRS.
      kind: one of MEASUREMENT_KINDS.
      stem: of the name of the file with the recipes.
      asked: the fields of the result that are recipes, in message_text()'s form.
      run: RunConfigInfo of the run that is measured.
      what: is looked up, for messages.
      outputs: dict from "result", "provenance" or the name of a side file to the File; with
        "_or_empty" behind it the file is empty where none is recorded.
    """
    asked_file = ctx.actions.declare_file(stem + ".asked.textproto")
    ctx.actions.write(asked_file, message_text(asked))
    known = MEASUREMENT_KINDS[kind]
    suffixes = dict(known.files, provenance = known.provenance_suffix, result = known.result_suffix)
    runfiles = ctx.attr.recaller[DefaultInfo].default_runfiles.files
    together = [name for name in ["result", "provenance_or_empty"] if name in outputs]
    for names in [together] + [[name] for name in outputs if name not in together]:
        wanted = [known.result_suffix] + [suffixes[name.replace("_or_empty", "")] for name in names]
        recorded = [file for file in ctx.files._recorded if _may_be_of(file, run.recipe, wanted)]
        found = [outputs[name] for name in names]
        arguments = ctx.actions.args()
        arguments.add("--kind=" + kind)
        arguments.add(asked_file, format = "--asked=%s")
        arguments.add("--parts=" + ",".join(names))
        arguments.add_joined(found, format_joined = "--out=%s", join_with = ",")
        arguments.add_all(recorded)
        ctx.actions.run(
            executable = ctx.executable.recaller,
            arguments = [arguments],
            inputs = depset([asked_file] + recorded, transitive = [runfiles]),
            outputs = found,
            mnemonic = "Recall",
            progress_message = "Looking up the recorded {} of {}".format(names[0], what),
        )

def model_of(ctx, trained, weights = None):
    """A trained model for measure_model(), without labels and data where that looks up.

    Args:
      ctx: of a rule with MEASURING_ATTRS.
      trained: measurement() of the training.
      weights: File of a checkpoint of it; None for the weights that it left.
    """
    return struct(
        data = ctx.files.data,
        labels = ctx.file.labels,
        trained = trained,
        weights = weights or trained.files["weights_or_empty"],
    )

def measurement_job(stem, name, recipe, asked = None, files = {}, inputs = [], source = None):
    """One of the measurements that measure_model() makes of a model.

    Args:
      stem: of the names of its files; the result is <stem>.pb.
      name: see measurement(), as for recipe and source.
      recipe: see name.
      asked: what the program is asked for, in message_text()'s form; None for the recipe.
      files: dict from the name of a side file to the end of its file's name: ".npy".
      inputs: Files that it needs beyond those of the model.
      source: see name.
    """
    return struct(
        asked = recipe if asked == None else asked,
        files = files,
        inputs = inputs,
        name = name,
        recipe = recipe,
        source = source,
        stem = stem,
    )

def _spec(model, jobs, measurements, provenance):
    """The fields of a MeasurementSpec (measurement_spec.proto)."""
    return {
        "jobs": [
            {
                "asked": quoted(message_text(job.asked).replace("\n", " ")),
                "files": [
                    {"name": quoted(name), "path": quoted(file.path)}
                    for name, file in measured.files.items()
                ],
                "result": quoted(measured.result.path),
            }
            for job, measured in zip(jobs, measurements)
        ],
        "model": {
            "data": quoted(folder_of(model.data)),
            "labels": quoted(model.labels.path),
            "result": quoted(model.trained.result.path),
            "weights": quoted(model.weights.path),
        },
        "provenance": quoted(provenance.path),
    }

def measure_model(ctx, kind, model, jobs, program, stem, mnemonic, title, flag = "spec"):
    """Measurements of a trained model: one action, or, with `recaller`, a look-up of each.

    Args:
      ctx: of a rule with MEASURING_ATTRS.
      kind: one of MEASUREMENT_KINDS. Of its side files those that are recorded are looked up.
      model: model_of().
      jobs: list of measurement_job().
      program: target of a program that takes a MeasurementSpec.
      stem: of the names of the spec and the provenance.
      mnemonic: of the action.
      title: of the action, for messages.
      flag: that the program takes the spec by.
    Returns:
      List of measurement().
    """
    trained = model.trained
    recalled = ctx.attr.recaller

    # Of the one action that measures all; each that is looked up has its own.
    provenance = None if recalled else ctx.actions.declare_file(stem + ".provenance.pb")
    measurements = []
    for job in jobs:
        result = ctx.actions.declare_file(job.stem + ".pb")
        files = {
            name: ctx.actions.declare_file("{}.{}{}".format(job.stem, name, suffix))
            for name, suffix in job.files.items()
            if not recalled or name in MEASUREMENT_KINDS[kind].files
        }
        own_provenance = provenance or ctx.actions.declare_file(job.stem + ".provenance.pb")
        if recalled:
            asked = {"recipe": job.recipe, "model": trained.run.recipe}
            if job.source:
                asked["transferred_from"] = job.source.run.recipe
            what = job.name + " of " + trained.run.name
            recall(ctx, kind, job.stem, asked, trained.run, what, dict(
                files,
                provenance_or_empty = own_provenance,
                result = result,
            ))
        measurements.append(measurement(
            kind,
            job.name,
            trained.run,
            job.recipe,
            result,
            own_provenance,
            files,
            trained,
            job.source,
            bool(recalled),
        ))
    if not recalled:
        spec = ctx.actions.declare_file(stem + ".textproto")
        ctx.actions.write(spec, message_text(_spec(model, jobs, measurements, provenance)))
        run_program(
            ctx,
            program,
            ["--{}={}".format(flag, spec.path)],
            inputs = [spec, trained.result, model.weights, model.labels] + model.data +
                     [file for job in jobs for file in job.inputs],
            mnemonic = mnemonic,
            outputs = [provenance] + [
                file
                for measured in measurements
                for file in [measured.result] + measured.files.values()
            ],
            progress_message = title,
        )
    return measurements

def measured_providers(measurements, trained):
    """The providers of a rule that measures the models of these trainings."""
    return [
        DefaultInfo(files = depset([measured.result for measured in measurements])),
        OutputGroupInfo(
            files = depset([file for measured in measurements for file in measured.files.values()]),
            provenance = depset([measured.provenance for measured in measurements]),
        ),
        MeasurementsInfo(measurements = measurements, trained = trained),
    ]
