"""The kinds of measurements: what the look-up and the recording know of each."""

def measurement_kind(
        result,
        header,
        library,
        absent,
        result_suffix,
        provenance_suffix,
        files = {},
        name_parts = [],
        complete = {}):
    """A kind of measurement.

    Its result is a message with fields `recipe_sha256` (of `recipe`, complete), `failure`
    (RunFailure), and recipes: every singular field whose type's name ends in Recipe says what was
    measured. One of them is the Recipe of the training run, `model` where the measurement is of a
    trained model.

    Args:
      result: the result's message, a C++ class of the namespace labelrep.
      header: the header that declares it.
      library: label of the C++ library of that header; it must not link libtorch.
      absent: why there is no result where none is recorded.
      result_suffix: ends the names of recorded results.
      provenance_suffix: ends the names of their provenance.
      files: from the names of side files that are recorded too to the ends of their names.
      name_parts: what the name of a recorded one has behind that of its run: name_part()s.
      complete: from recipes with defaults of their own beyond the schema's to the C++ function that
        returns one with them: struct(header, libraries, function).
    Returns:
      A struct for MEASUREMENT_KINDS.
    """
    return struct(
        absent = absent,
        complete = complete,
        files = files,
        header = header,
        library = library,
        name_parts = name_parts,
        provenance_suffix = provenance_suffix,
        result = result,
        result_suffix = result_suffix,
    )

def name_part(text, field = "", value = ""):
    """A part of a recorded measurement's name.

    Args:
      text: what the name gets.
      field: path of a field of the result, "recipe.attack"; the part is left out where it is not set.
        Without `value` its value comes behind the text.
      value: where the field has another value, the part is left out.
    Returns:
      A struct for name_parts.
    """
    return struct(field = field, text = text, value = value)

MEASUREMENT_KINDS = {
    "run": measurement_kind(
        absent = "no recorded run for this recipe; run without --config=recorded to train it",
        files = {"weights": ".safetensors"},
        header = "results/run.pb.h",
        library = "//results:run_cc_proto",
        provenance_suffix = ".provenance.pb",
        result = "RunResult",
        result_suffix = ".result.pb",
    ),
    # Transferred ones, too.
    "attack": measurement_kind(
        absent = "no recorded attack of this recipe on this run",
        complete = {"AttackRecipe": struct(
            function = "CanonicalAttackRecipe",
            header = "lib/attack/attack_recipe.h",
            libraries = [
                "//lib/attack:attack_recipe",
                "//attacks:facts",
            ],
        )},
        header = "results/attack.pb.h",
        library = "//results:attack_cc_proto",
        name_parts = [
            name_part(".", "recipe.attack"),
            name_part("_margin", "recipe.objective", "MARGIN"),
            name_part("_targeted", "recipe.targeted", "true"),
            name_part("_release", "recipe.variant", "RELEASE"),
            name_part("_from_", "transferred_from.label.kind"),
            name_part("_", "recipe_sha256"),
        ],
        provenance_suffix = ".attack_provenance.pb",
        result = "AttackResult",
        result_suffix = ".attack.pb",
    ),
}
