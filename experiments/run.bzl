"""A training run as a chain of actions, or recalled from the recorded ones."""

load("@bazel_skylib//rules:common_settings.bzl", "BuildSettingInfo")
load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments:grid.bzl", "is_on_request")
load("//experiments:recipe.bzl", "merge_recipe", "message_text", "quoted")
load("//experiments:reports.bzl", "report_names")
load("//experiments/measure:measurement.bzl", "MEASURING_ATTRS", "MeasurementsInfo", "measurement", "recall", "run_program", "run_segments")
load("//lib/data:dataset.bzl", "DatasetInfo", "folder_of")

RunConfigInfo = provider(
    "What a run is asked to do, known without its data set and labels.",
    fields = {
        "name": "Name of the run, <profile>_<dataset>_<encoder>_<label>...",
        "config": "File: RunConfig in text form, without paths.",
        "profile": "Profile that the run belongs to.",
        "recipe": "Dict: the Recipe, in message_text()'s form.",
        "variant": "Dict with name and title of the grid's variant that it is; None for none.",
        "planned": "Dict: the PlannedRun (run_list.proto) without attacks, in this form.",
    },
)

def _planned(run, recipe, label_shape):
    dataset = DATASETS[recipe["dataset"]]
    on_request = [table for table in run["tables"] if is_on_request(table)]
    return {
        # Absent where it is false.
        "on_request": [True] if on_request and on_request == run["tables"] else [],
        "image_size": dataset.image_size,
        "label_shape": label_shape,
        "name": quoted(run["name"]),
        "profile": quoted(run["profile"]),
        "recipe": recipe,
        "tables": [quoted(name) for name in report_names(run["tables"])],
        "test_images": dataset.test_images,
        "train_images": dataset.train_images,
        # Absent where there is none.
        "variant": [quoted(run["variant"]["name"])] if run["variant"] else [],
    }

def _run_config_impl(ctx):
    run = json.decode(ctx.attr.run_json)
    recipe = run["recipe"]
    if ctx.attr.label_source:
        recipe["label"]["source"] = ctx.attr.label_source
    device = ctx.attr._device[BuildSettingInfo].value
    if device != "profile":
        recipe["device"] = device.upper()
    recipe = merge_recipe(recipe, run["on_device"].get(recipe["device"], {}))

    # A variant differs from the other runs on any device.
    recipe = merge_recipe(recipe, run["variant"]["changes"] if run["variant"] else {})
    config = ctx.actions.declare_file(ctx.label.name + ".textproto")
    ctx.actions.write(config, message_text({"recipe": recipe}))
    return [
        DefaultInfo(files = depset([config]), runfiles = ctx.runfiles([config])),
        RunConfigInfo(
            name = run["name"],
            config = config,
            planned = _planned(run, recipe, ctx.attr.label_shape),
            profile = run["profile"],
            recipe = recipe,
            variant = run["variant"],
        ),
    ]

run_config = rule(
    doc = "Writes a run file.",
    implementation = _run_config_impl,
    attrs = {
        "label_shape": attr.int_list(doc = "For the plan: shape of one label."),
        "label_source": attr.string(),
        "run_json": attr.string(mandatory = True, doc = "One of profile_runs()."),
        "_device": attr.label(default = "//experiments:device"),
    },
)

def _preflight(ctx, config):
    """Refuses a CUDA run on a machine without a GPU before anything is trained."""
    if config.recipe["device"] != "CUDA" or not ctx.attr.preflight:
        return []
    run_list = ctx.actions.declare_file(ctx.label.name + "/run_list.textproto")
    ctx.actions.write(run_list, message_text({"runs": config.planned}))
    stamp = ctx.actions.declare_file(ctx.label.name + "/gpu_found")
    run_program(
        # Where the launcher reaches a GPU, this machine needs none.
        ctx,
        ctx.attr.preflight,
        arguments = ["--run_list=" + run_list.path, "--stamp=" + stamp.path],
        cached = False,
        inputs = [run_list],
        mnemonic = "GpuCheck",
        outputs = [stamp],
        progress_message = "Looking for a GPU for " + config.name,
    )
    return [stamp]

def _run_inputs(ctx, config):
    """What a run is trained from.

    Returns:
      Struct: `files`, and the flags of the program that name them. Those of `index_flags` come
      later on an action's command line, whose bytes are the name of its outputs in caches.
    """
    data = ctx.files.data
    labels = ctx.file.labels
    files = [config.config, labels] + data
    index_flags = []
    if DatasetInfo in ctx.attr.data:
        train_index = ctx.attr.data[DatasetInfo].train_index
        files.append(train_index)
        index_flags.append("--train_index=" + train_index.path)
    flags = ["--run=" + config.config.path, "--data=" + folder_of(data), "--labels=" + labels.path]
    return struct(files = files, flags = flags, index_flags = index_flags)

def _segment(ctx, context, segment):
    """Declares the action of one segment."""
    config = context.config
    produced = [segment.provenance]
    arguments = ctx.actions.args()
    arguments.add_all(context.inputs.flags)
    arguments.add("--segment={}/{}".format(segment.index, segment.count))
    arguments.add("--failure_is_result")
    arguments.add(segment.provenance, format = "--provenance=%s")
    inputs = context.inputs.files + context.stamps
    arguments.add_all(context.inputs.index_flags)
    if segment.checkpoint_in:
        inputs.append(segment.checkpoint_in)
        arguments.add(segment.checkpoint_in, format = "--checkpoint_in=%s")
    if segment.checkpoint_out:
        produced.append(segment.checkpoint_out)
        arguments.add(segment.checkpoint_out, format = "--checkpoint_out=%s")
    else:
        produced += [context.result, context.weights]
        arguments.add(context.result, format = "--result=%s")
        arguments.add(context.weights, format = "--weights=%s")
    title = " / ".join([config.recipe["dataset"], config.recipe["encoder"], config.recipe["label"]["kind"]])
    run_program(
        ctx,
        ctx.attr.program,
        arguments = [arguments],
        inputs = inputs,
        mnemonic = "TrainSegment",
        outputs = produced,
        progress_message = "Training {}: segment {}/{}".format(title, segment.index, segment.count),
    )

def _train(ctx, config, result, provenance, weights):
    """The side files of a run that is trained."""
    if not ctx.attr.program or not ctx.attr.data or not ctx.attr.labels:
        fail("a run that is not recalled needs program, data and labels")
    inputs = _run_inputs(ctx, config)
    context = struct(
        config = config,
        inputs = inputs,
        result = result,
        stamps = _preflight(ctx, config),
        weights = weights,
    )
    checkpoints = run_segments(ctx, ctx.attr.segments, _segment, context, provenance, config.name)
    return dict(
        checkpoints,
        provenance_or_empty = provenance,
        weights = weights,
        weights_or_empty = weights,
    )

def _listed_inputs(ctx, config):
    """The inputs of a run that is trained elsewhere, the first a file of the flags that name them."""
    inputs = _run_inputs(ctx, config)
    flags = ctx.actions.declare_file(ctx.label.name + "/inputs")
    ctx.actions.write(flags, "".join([flag + "\n" for flag in inputs.flags + inputs.index_flags]))
    return [flags] + inputs.files

def _recall(ctx, config, result, provenance, weights):
    """The side files of a run that is looked up; those that were not recorded cannot be built."""
    files = {
        "provenance_or_empty": ctx.actions.declare_file(ctx.label.name + "/provenance_or_empty.pb"),
        "weights": weights,
        "weights_or_empty": ctx.actions.declare_file(ctx.label.name + "/weights_or_empty.safetensors"),
    }
    recall(
        ctx,
        "run",
        ctx.label.name + "/run",
        {"recipe": config.recipe},
        config,
        config.name,
        dict(files, provenance = provenance, result = result),
    )
    return files

def _training_run_impl(ctx):
    config = ctx.attr.config[RunConfigInfo]
    result, provenance, weights = [
        ctx.actions.declare_file("{}/{}".format(ctx.label.name, name))
        for name in ["result.pb", "provenance.pb", "weights.safetensors"]
    ]
    files = (_recall if ctx.attr.recaller else _train)(ctx, config, result, provenance, weights)
    inputs = [] if ctx.attr.recaller else _listed_inputs(ctx, config)
    training = measurement(
        "run",
        "training",
        files = files,
        provenance = provenance,
        recalled = bool(ctx.attr.recaller),
        recipe = config.recipe,
        result = result,
        run = config,
    )
    return [
        DefaultInfo(files = depset([result]), runfiles = ctx.runfiles([result])),
        OutputGroupInfo(
            checkpoints = depset([file for name, file in files.items() if name.startswith("checkpoint_")]),
            inputs = depset(inputs),
            provenance = depset([provenance]),
            result = depset([result]),
            weights = depset([weights]),
        ),
        MeasurementsInfo(measurements = [training], trained = [training]),
    ]

training_run = rule(
    doc = "Trains and tests one model. How it is cut into segments changes no byte of its result.",
    implementation = _training_run_impl,
    attrs = dict(
        MEASURING_ATTRS,
        config = attr.label(mandatory = True, providers = [RunConfigInfo]),
        preflight = attr.label(executable = True, cfg = "target"),
        segments = attr.int(default = 1, doc = "Actions that the run is cut into."),
    ),
)
