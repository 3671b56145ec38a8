"""Measurements of runs' models, one result each: a kind of its own is an instance of this rule.

    class_norms = model_measurement("class_norms", "Mean feature norm of each class.")

    measure_runs(class_norms, runs, program = ":measure_class_norms")
"""

load("//experiments:recorded.bzl", "if_attacks_recalled", "unless_attacks_recalled")
load("//experiments:runs.bzl", "run_inputs")
load("//experiments/measure:kinds.bzl", "MEASUREMENT_KINDS")
load("//experiments/measure:measurement.bzl", "MEASURING_ATTRS", "MeasurementsInfo", "measure_model", "measured_providers", "measurement_job", "model_of", "training_of")
load("//models:catalogue.bzl", "ENCODER_SOURCES", "find_encoder")

def _model_measurement_impl(ctx):
    kind = ctx.attr._kind
    trained = training_of(ctx.attr.run)
    stem = ctx.label.name + "/result"
    job = measurement_job(
        stem,
        kind,
        json.decode(ctx.attr.recipe_json),
        files = dict({
            name: suffix[suffix.rindex("."):]
            for name, suffix in MEASUREMENT_KINDS[kind].files.items()
        }, **ctx.attr._files),
    )
    return measured_providers(measure_model(
        ctx,
        kind,
        model_of(ctx, trained),
        [job],
        ctx.attr.program,
        stem,
        "Measure",
        "Measuring {} of {}".format(kind, trained.run.name),
    ), [trained])

def model_measurement(kind, doc, files = {}):
    """A rule for a kind of MEASUREMENT_KINDS; to be assigned to a name of a .bzl file.

    Args:
      kind: its name.
      doc: of the rule.
      files: side files that are not recorded, beyond those of the kind: from their names to the
        ends of their files' names.
    Returns:
      The rule.
    """
    return rule(
        doc = doc,
        implementation = _model_measurement_impl,
        attrs = dict(
            MEASURING_ATTRS,
            recipe_json = attr.string(default = "{}", doc = "The recipe as a JSON object of message_text()'s form."),
            run = attr.label(mandatory = True, providers = [MeasurementsInfo]),
            _files = attr.string_dict(default = files),
            _kind = attr.string(default = kind),
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

def measure_runs(measure, runs, program, recipe = {}, prefix = ""):
    """Declares <prefix><run name> for each of the runs: the measurement of its model.

    Args:
      measure: a model_measurement().
      runs: structs as of profile_runs().
      program: label that measurement_programs() was given as a name.
      recipe: of the measurement, in message_text()'s form.
      prefix: of the names, where the package has other targets of the runs' names.
    """
    for run in runs:
        measure(
            name = prefix + run.name,
            program = unless_attacks_recalled("{}_{}".format(program, find_encoder(run.encoder).source)),
            recaller = if_attacks_recalled("//experiments/record:recall"),
            recipe_json = json.encode(recipe),
            run = "//experiments/runs:" + run.name,
            tags = ["manual"],
            **run_inputs(run, unless = unless_attacks_recalled)
        )
