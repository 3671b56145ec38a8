"""Measurements of runs' models, one result each: a kind of its own is an instance of this rule.

    class_norms = model_measurement("class_norms", "Mean feature norm of each class.")

    measure_runs(class_norms, runs, program = ":measure_class_norms")
"""

load("//experiments:recipe.bzl", "quoted")
load("//experiments:recorded.bzl", "if_attacks_recalled", "if_recorded", "unless_attacks_recalled", "unless_recorded")
load("//experiments:runs.bzl", "run_inputs")
load("//experiments/measure:kinds.bzl", "MEASUREMENT_KINDS")
load("//experiments/measure:measurement.bzl", "MEASURING_ATTRS", "MeasurementsInfo", "checkpoint_after", "epochs_at", "measure_model", "measured_providers", "measurement_job", "measurements_of", "model_of", "renamed", "training_of")
load("//labels:labels.bzl", "LabelSetInfo")
load("//lib/data:dataset.bzl", "folder_of")
load("//models:catalogue.bzl", "ENCODER_SOURCES", "find_encoder")

def _asked_with_recordings(ctx, recipe, recordings):
    """What a program is asked for that needs the recordings, if any, and the run's name too."""
    asked = {"recipe": recipe, "run": quoted(training_of(ctx.attr.run).run.name)}
    if recordings:
        asked["recordings"] = quoted(folder_of(recordings))
    return asked

def _measure(ctx, name, stem, more = {}, weights = None):
    """The measurement of a model, of a checkpoint of it where `weights` are one, with more in its recipe."""
    kind = ctx.attr._kind
    trained = training_of(ctx.attr.run)
    recipe = dict(json.decode(ctx.attr.recipe_json), **more)
    asked, recordings = None, []
    if ctx.attr._with_recordings:
        recordings = ctx.attr.labels[LabelSetInfo].recordings if ctx.attr.labels else []
        asked = _asked_with_recordings(ctx, recipe, recordings)
    job = measurement_job(
        stem,
        name,
        recipe,
        asked = asked,
        inputs = recordings,
        files = dict({
            file: suffix[suffix.rindex("."):]
            for file, suffix in MEASUREMENT_KINDS[kind].files.items()
        }, **ctx.attr._files),
    )
    return measure_model(
        ctx,
        kind,
        model_of(ctx, trained, weights),
        [job],
        ctx.attr.program,
        stem,
        "Measure",
        "Measuring {} of {}".format(name if name == kind else "{} at {}".format(kind, name), trained.run.name),
    )[0]

def _share_title(percent):
    return "%d %% of the epochs" % percent

def _model_measurement_impl(ctx):
    trained = training_of(ctx.attr.run)
    measurements = []
    for percent in ctx.attr.percents:
        epochs = epochs_at(trained, percent)
        measurements.append(_measure(
            ctx,
            _share_title(percent),
            "{}/at_{}_percent".format(ctx.label.name, percent),
            more = {"epochs": epochs},
            weights = None if ctx.attr.recaller else checkpoint_after(trained, epochs),
        ))
    if ctx.attr.final:
        measurements += [
            renamed(measured, _share_title(100))
            for measured in measurements_of([ctx.attr.final], ctx.attr._kind)
        ]
    if not measurements:
        measurements = [_measure(ctx, ctx.attr._kind, ctx.label.name + "/result")]
    return measured_providers(measurements, [trained])

def model_measurement(kind, doc, files = {}, with_recordings = False):
    """A rule for a kind of MEASUREMENT_KINDS; to be assigned to a name of a .bzl file.

    Args:
      kind: its name.
      doc: of the rule.
      files: side files that are not recorded, beyond those of the kind: from their names to the
        ends of their files' names.
      with_recordings: whether the program is asked for a message with `recipe`, `run` (its name)
        and `recordings` (folder of those that the labels are made from; none where there are none)
        instead of the recipe.
    Returns:
      The rule.
    """
    return rule(
        doc = doc,
        implementation = _model_measurement_impl,
        attrs = dict(
            MEASURING_ATTRS,
            final = attr.label(doc = "With percents: that of the run's weights, the last.", providers = [MeasurementsInfo]),
            percents = attr.int_list(doc = "Of its checkpoints at these shares of the epochs, whose number is in the recipe's `epochs`; none: of its weights."),
            recipe_json = attr.string(default = "{}", doc = "The recipe as a JSON object of message_text()'s form."),
            run = attr.label(mandatory = True, providers = [MeasurementsInfo]),
            _files = attr.string_dict(default = files),
            _kind = attr.string(default = kind),
            _with_recordings = attr.bool(default = with_recordings),
        ),
    )

def measurement_programs(name, srcs, deps):
    """Declares <name>_<source> for each encoder's file: the program, linked with it alone.

    So one more encoder, or a change of one, measures no model of another anew.

    Args:
      name: of the programs.
      srcs: files of a main that calls MeasurementMain().
      deps: of these files.
    """
    for source in ENCODER_SOURCES:
        native.cc_binary(
            name = "{}_{}".format(name, source),
            srcs = srcs,
            deps = deps + ["//experiments/measure:measure_model", "//models:" + source],
        )

def measure_runs(measure, runs, program, recipe = {}, prefix = "", percents = [], final = None):
    """Declares <prefix><run name> for each of the runs: the measurement of its model.

    Or, with `percents`, the measurements of its checkpoints, and behind them that of its model.
    Checkpoints are never recorded, so that these are looked up wherever runs are.

    Args:
      measure: a model_measurement().
      runs: structs as of profile_runs().
      program: label that measurement_programs() was given as a name.
      recipe: of the measurement, in message_text()'s form.
      prefix: of the names, where the package has other targets of the runs' names.
      percents: shares of the epochs, above 0 and below 100.
      final: with percents, the package with the measurement of each run's model.
    """
    unless, only_if = unless_attacks_recalled, if_attacks_recalled
    if percents:
        unless, only_if = unless_recorded, if_recorded
    for run in runs:
        measure(
            name = prefix + run.name,
            final = "{}:{}".format(final, run.name) if percents else None,
            percents = percents,
            program = unless("{}_{}".format(program, find_encoder(run.encoder).source)),
            recaller = only_if("//experiments/record:recall"),
            recipe_json = json.encode(recipe),
            run = "//experiments/runs:" + run.name,
            tags = ["manual"],
            **run_inputs(run, unless = unless)
        )
