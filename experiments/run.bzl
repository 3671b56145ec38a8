"""A training run as a chain of actions, or recalled from the recorded ones."""

load("//experiments:recipe.bzl", "message_text")
load("//experiments:recorded.bzl", "recorded_files")
load("//experiments:settings.bzl", "SettingInfo")
load("//experiments/plan:planned_run.bzl", "planned_run")
load("//lib/data:dataset.bzl", "DatasetInfo", "folder_of")

RunConfigInfo = provider(
    "What a run is asked to do, known without its data set and labels.",
    fields = {
        "name": "Name of the run, <profile>_<dataset>_<encoder>_<label>...",
        "config": "File: RunConfig in text form, without paths.",
        "profile": "Profile that the run belongs to.",
        "tables": "Names of the tables and figures that the run is part of.",
        "label_shape": "Shape of one label.",
        "recipe": "Dict: the Recipe, in message_text()'s form.",
        "attacks": "List of dicts with the `name` and the `recipe` of what is done to its model.",
        "attacked_tables": "Those of `tables` that show it.",
    },
)

RunInfo = provider(
    "A run's outputs. In recorded mode `provenance` and `weights` exist only for recorded runs.",
    fields = {
        "name": "Name of the run, <profile>_<dataset>_<encoder>_<label>...",
        "config": "File: RunConfig in text form, without paths.",
        "result": "File: RunResult.",
        "provenance": "File: Provenance.",
        "weights": "File: weights of the best epoch (.safetensors).",
        "dataset": "Name of the data set.",
        "encoder": "Name of the encoder.",
        "label": "Kind of the label set.",
        "seed": "Seed of the run.",
        "profile": "Profile that the run belongs to.",
        "recipe": "Dict: the Recipe, in message_text()'s form.",
        "attackable_weights": "File: the weights, or an empty file where a recorded run has none.",
    },
)

def _run_config_impl(ctx):
    recipe = json.decode(ctx.attr.recipe_json)
    if ctx.attr.label_source:
        recipe["label"]["source"] = ctx.attr.label_source
    device = ctx.attr._device[SettingInfo].value
    if device != "profile":
        recipe["device"] = device.upper()
    config = ctx.actions.declare_file(ctx.label.name + ".textproto")
    ctx.actions.write(config, message_text({"recipe": recipe}))
    return [
        DefaultInfo(files = depset([config]), runfiles = ctx.runfiles([config])),
        RunConfigInfo(
            name = ctx.attr.run_name,
            config = config,
            label_shape = ctx.attr.label_shape,
            profile = ctx.attr.profile,
            recipe = recipe,
            tables = ctx.attr.tables,
            attacks = json.decode(ctx.attr.attacks_json),
            attacked_tables = ctx.attr.attacked_tables,
        ),
    ]

run_config = rule(
    doc = "Writes a run file.",
    implementation = _run_config_impl,
    attrs = {
        "attacked_tables": attr.string_list(),
        "attacks_json": attr.string(default = "[]", doc = "List of attack(), for the plan."),
        "label_shape": attr.int_list(doc = "For the plan: shape of one label."),
        "label_source": attr.string(),
        "profile": attr.string(),
        "recipe_json": attr.string(mandatory = True, doc = "The recipe as a JSON object of message_text()'s form."),
        "run_name": attr.string(mandatory = True),
        "tables": attr.string_list(),
        "_device": attr.label(default = "//experiments:device"),
    },
)

def _preflight(ctx, config):
    """Refuses a CUDA run on a machine without a GPU before anything is trained."""
    if config.recipe["device"] != "CUDA" or not ctx.attr.preflight:
        return []
    run_list = ctx.actions.declare_file(ctx.label.name + "/run_list.textproto")
    ctx.actions.write(run_list, message_text({"runs": planned_run(config, config.config.path)}))
    stamp = ctx.actions.declare_file(ctx.label.name + "/gpu_found")
    ctx.actions.run(
        # Where the launcher reaches a GPU, this machine needs none.
        executable = ctx.file._launch,
        arguments = [ctx.executable.preflight.path, "--run_list=" + run_list.path, "--stamp=" + stamp.path],
        tools = [ctx.executable.preflight],
        inputs = depset([run_list, config.config], transitive = [ctx.attr.preflight[DefaultInfo].default_runfiles.files]),
        outputs = [stamp],
        mnemonic = "GpuCheck",
        progress_message = "Looking for a GPU for " + config.name,
        # Another machine may have another answer.
        execution_requirements = {"no-cache": ""},
        use_default_shell_env = True,
    )
    return [stamp]

def _segment(ctx, index, checkpoint, outputs, stamps, config):
    """Declares the action of segment `index` (from 1).

    Returns a struct with its checkpoint (None for the last) and its provenance.
    """
    count = ctx.attr.segments
    data = ctx.files.data
    labels = ctx.file.labels
    provenance = outputs.provenance
    if count > 1:
        provenance = ctx.actions.declare_file("{}/provenance_{}_of_{}.pb".format(ctx.label.name, index, count))
    produced = [provenance]
    arguments = ctx.actions.args()
    arguments.add(ctx.executable.trainer)
    arguments.add(config.config, format = "--run=%s")
    arguments.add("--data=" + folder_of(data))
    arguments.add(labels, format = "--labels=%s")
    arguments.add("--segment={}/{}".format(index, count))
    arguments.add("--failure_is_result")
    arguments.add(provenance, format = "--provenance=%s")
    inputs = [config.config, labels] + data + stamps
    if DatasetInfo in ctx.attr.data:
        train_index = ctx.attr.data[DatasetInfo].train_index
        inputs.append(train_index)
        arguments.add(train_index, format = "--train_index=%s")
    if checkpoint:
        inputs.append(checkpoint)
        arguments.add(checkpoint, format = "--checkpoint_in=%s")
    if index == count:
        produced += [outputs.result, outputs.weights]
        arguments.add(outputs.result, format = "--result=%s")
        arguments.add(outputs.weights, format = "--weights=%s")
        next_checkpoint = None
    else:
        next_checkpoint = ctx.actions.declare_file("{}/checkpoint_{}_of_{}.safetensors".format(ctx.label.name, index, count))
        produced.append(next_checkpoint)
        arguments.add(next_checkpoint, format = "--checkpoint_out=%s")
    title = " / ".join([config.recipe["dataset"], config.recipe["encoder"], config.recipe["label"]["kind"]])
    ctx.actions.run(
        executable = ctx.file._launch,
        arguments = [arguments],
        inputs = depset(inputs, transitive = [ctx.attr.trainer[DefaultInfo].default_runfiles.files]),
        tools = [ctx.executable.trainer],
        outputs = produced,
        mnemonic = "TrainSegment",
        progress_message = "Training {}: segment {}/{}".format(title, index, count),
        execution_requirements = {"supports-graceful-termination": ""},
        use_default_shell_env = True,
    )
    return struct(checkpoint = next_checkpoint, provenance = provenance)

def _merge_provenance(ctx, parts, merged, config):
    arguments = ctx.actions.args()
    arguments.add(merged, format = "--out=%s")
    arguments.add_all(parts)
    ctx.actions.run(
        executable = ctx.executable._merge_provenance,
        arguments = [arguments],
        inputs = depset(parts, transitive = [ctx.attr._merge_provenance[DefaultInfo].default_runfiles.files]),
        outputs = [merged],
        mnemonic = "MergeProvenance",
        progress_message = "Joining the provenance of " + config.name,
    )

def _train(ctx, outputs, config):
    if not ctx.attr.trainer or not ctx.attr.data or not ctx.attr.labels:
        fail("a run that is not recalled needs trainer, data and labels")
    stamps = _preflight(ctx, config)
    segments = []
    for index in range(1, ctx.attr.segments + 1):
        checkpoint = segments[-1].checkpoint if segments else None
        segments.append(_segment(ctx, index, checkpoint, outputs, stamps, config))
    if len(segments) > 1:
        _merge_provenance(ctx, [segment.provenance for segment in segments], outputs.provenance, config)
    return [segment.checkpoint for segment in segments if segment.checkpoint]

def _recall(ctx, outputs, config):
    """Actions that find the run among the recorded ones by the digest of its recipe."""
    weights_or_empty = ctx.actions.declare_file(ctx.label.name + "/weights_or_empty.safetensors")
    for flag, output, suffix in [
        ("result", outputs.result, ".result.pb"),
        ("provenance", outputs.provenance, ".provenance.pb"),
        ("weights", outputs.weights, ".safetensors"),
        ("weights_or_empty", weights_or_empty, ".safetensors"),
    ]:
        recorded = recorded_files(ctx.files._recorded_runs, config.recipe, [".result.pb", suffix])
        arguments = ctx.actions.args()
        arguments.add(config.config, format = "--run=%s")
        arguments.add(output, format = "--{}=%s".format(flag))
        arguments.add_all(recorded)
        ctx.actions.run(
            executable = ctx.executable.recaller,
            arguments = [arguments],
            inputs = depset(
                [config.config] + recorded,
                transitive = [ctx.attr.recaller[DefaultInfo].default_runfiles.files],
            ),
            outputs = [output],
            mnemonic = "RecallRun",
            progress_message = "Looking up the recorded {} of {}".format(flag, config.name),
        )
    return struct(weights_or_empty = weights_or_empty)

def _training_run_impl(ctx):
    config = ctx.attr.config[RunConfigInfo]
    outputs = struct(
        result = ctx.actions.declare_file(ctx.label.name + "/result.pb"),
        provenance = ctx.actions.declare_file(ctx.label.name + "/provenance.pb"),
        weights = ctx.actions.declare_file(ctx.label.name + "/weights.safetensors"),
    )
    recalled = _recall(ctx, outputs, config) if ctx.attr.recaller else None
    if not recalled:
        _train(ctx, outputs, config)
    return [
        DefaultInfo(files = depset([outputs.result])),
        OutputGroupInfo(
            provenance = depset([outputs.provenance]),
            result = depset([outputs.result]),
            weights = depset([outputs.weights]),
        ),
        RunInfo(
            name = config.name,
            config = config.config,
            result = outputs.result,
            provenance = outputs.provenance,
            weights = outputs.weights,
            dataset = config.recipe["dataset"],
            encoder = config.recipe["encoder"],
            label = config.recipe["label"]["kind"],
            seed = config.recipe["seed"],
            profile = config.profile,
            recipe = config.recipe,
            attackable_weights = recalled.weights_or_empty if recalled else outputs.weights,
        ),
    ]

training_run = rule(
    doc = "Trains and tests one model. How it is cut into segments changes no byte of its result.",
    implementation = _training_run_impl,
    attrs = {
        "config": attr.label(mandatory = True, providers = [RunConfigInfo]),
        "data": attr.label(allow_files = True, doc = "A folder in CIFAR's binary layout, or the files in one."),
        "labels": attr.label(allow_single_file = True, doc = "LabelSet."),
        "preflight": attr.label(executable = True, cfg = "target"),
        "recaller": attr.label(executable = True, cfg = "target", doc = "Where set, the run is recalled and not trained."),
        "segments": attr.int(default = 1, doc = "Actions that the run is cut into."),
        "trainer": attr.label(executable = True, cfg = "target"),
        "_launch": attr.label(default = "//experiments:launch.sh", allow_single_file = True),
        "_merge_provenance": attr.label(
            default = "//experiments/record:merge_provenance",
            executable = True,
            cfg = "target",
        ),
        "_recorded_runs": attr.label(default = "//results/measured:runs"),
    },
)
