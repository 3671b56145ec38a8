"""The kinds of measurements: what the look-up and the recording know of each, and that as C++."""

load("//experiments:recipe.bzl", "quoted")

def measurement_kind(
        result,
        header,
        library,
        absent,
        result_suffix,
        provenance_suffix,
        files = {},
        name_parts = [],
        complete = None):
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
      complete: of a kind whose recipe has defaults of its own beyond the schema's: struct(recipe,
        its message; function, which returns one with them; header; libraries).
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
    """A part of a recorded measurement's name: `text`, and the value of a field of the result.

    Left out where the field ("recipe.attack") is not set. With `value` the part is the text alone,
    and left out where the field has another value.
    """
    return struct(field = field, text = text, value = value)

def _schema_kind(name, absent):
    """The kind of a measurement that results/<name>.proto has, named by its recipe's digest."""
    return measurement_kind(
        absent = absent,
        header = "results/{}.pb.h".format(name),
        library = "//results:{}_cc_proto".format(name),
        name_parts = [name_part(".{}_".format(name), "recipe_sha256")],
        provenance_suffix = ".{}_provenance.pb".format(name),
        result = name.title() + "Result",
        result_suffix = ".{}.pb".format(name),
    )

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
        complete = struct(
            function = "CanonicalAttackRecipe",
            header = "lib/attack/attack_recipe.h",
            libraries = ["//lib/attack:attack_recipe", "//attacks:facts"],
            recipe = "AttackRecipe",
        ),
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
    "features": _schema_kind("features", "no recorded features of this recipe of this run"),
    "decisions": _schema_kind("decisions", "no recorded decisions of this recipe of this run"),
    "listening": _schema_kind("listening", "no recorded listening of this recipe to this run"),
    "saliency": _schema_kind("saliency", "no recorded saliency maps of this recipe of this run"),
}

def _braced(values):
    """C++ strings in braces."""
    return "{%s}" % ", ".join([quoted(value) for value in values])

def _kind(name, kind):
    complete = kind.complete
    fields = {
        "name": quoted(name),
        "result": "&%s::default_instance()" % kind.result,
        "absent": quoted(kind.absent),
        "result_suffix": quoted(kind.result_suffix),
        "provenance_suffix": quoted(kind.provenance_suffix),
        "files": "{%s}" % ", ".join([_braced(item) for item in kind.files.items()]),
        "name_parts": "{%s}" % ", ".join([
            _braced([part.text, part.field, part.value])
            for part in kind.name_parts
        ]),
        "complete": "{{\"labelrep.%s\", CompleteAs<%s, %s>}}" % (
            complete.recipe,
            complete.recipe,
            complete.function,
        ) if complete else "{}",
    }
    return "      {%s}," % ", ".join([".%s = %s" % field for field in fields.items()])

_SOURCE = """// Written from experiments/measure/kinds.bzl.
#include "absl/strings/str_cat.h"
#include "experiments/measure/measurement_kinds.h"
{includes}

namespace labelrep {{

template <typename Recipe, Recipe Complete(const Recipe&)>
static void CompleteAs(google::protobuf::Message* recipe) {{
  Recipe& typed = dynamic_cast<Recipe&>(*recipe);
  typed = Complete(typed);
}}

absl::StatusOr<const MeasurementKind*> FindMeasurementKind(const std::string& name) {{
  static const auto* const kinds = new std::vector<MeasurementKind>{{
{kinds}
  }};
  for (const MeasurementKind& kind : *kinds) {{
    if (kind.name == name) return &kind;
  }}
  return absl::InvalidArgumentError(absl::StrCat(
      "no kind of measurement is called \\"", name, "\\"; expected one of {names}"));
}}

}}  // namespace labelrep
"""

def kinds_source(kinds):
    """Text of the C++ file that defines FindMeasurementKind()."""
    headers = [part.header for kind in kinds.values() for part in [kind, kind.complete] if part]
    return _SOURCE.format(
        includes = "\n".join(["#include \"%s\"" % header for header in headers]),
        kinds = "\n".join([_kind(name, kind) for name, kind in kinds.items()]),
        names = ", ".join(kinds),
    )

def kinds_libraries(kinds):
    """Labels of the libraries that the C++ file needs."""
    libraries = [kind.library for kind in kinds.values()]
    for kind in kinds.values():
        libraries += kind.complete.libraries if kind.complete else []
    return {library: True for library in libraries}.keys()
