"""The kinds of measurements (kinds.bzl) as C++."""

load("//experiments:recipe.bzl", "quoted")

_FILE = """// Written from experiments/measure/kinds.bzl.
#include "experiments/measure/measurement_kinds.h"

{includes}

namespace labelrep {{
namespace {{

template <typename Recipe, Recipe Complete(const Recipe&)>
void CompleteAs(google::protobuf::Message* recipe) {{
  Recipe& typed = dynamic_cast<Recipe&>(*recipe);
  typed = Complete(typed);
}}

}}  // namespace

const std::vector<MeasurementKind>& MeasurementKinds() {{
  static const auto* const kinds = new std::vector<MeasurementKind>{{
{kinds}
  }};
  return *kinds;
}}

}}  // namespace labelrep
"""

def _kind(name, kind):
    return """      {{.name = {name},
       .result = &{result}::default_instance(),
       .absent = {absent},
       .result_suffix = {result_suffix},
       .provenance_suffix = {provenance_suffix},
       .files = {{{files}}},
       .name_parts = {{{name_parts}}},
       .complete = {{{complete}}}}},""".format(
        absent = quoted(kind.absent),
        complete = ", ".join([
            "{%s, CompleteAs<%s, %s>}" % (quoted("labelrep." + recipe), recipe, complete.function)
            for recipe, complete in kind.complete.items()
        ]),
        files = ", ".join([
            "{%s, %s}" % (quoted(file), quoted(suffix))
            for file, suffix in kind.files.items()
        ]),
        name = quoted(name),
        name_parts = ", ".join([
            "{%s, %s, %s}" % (quoted(part.text), quoted(part.field), quoted(part.value))
            for part in kind.name_parts
        ]),
        provenance_suffix = quoted(kind.provenance_suffix),
        result = kind.result,
        result_suffix = quoted(kind.result_suffix),
    )

def _completions(kinds):
    return [complete for kind in kinds.values() for complete in kind.complete.values()]

def kinds_source(kinds):
    """Text of the C++ file that defines MeasurementKinds()."""
    headers = [kind.header for kind in kinds.values()]
    headers += [complete.header for complete in _completions(kinds)]
    return _FILE.format(
        includes = "\n".join(["#include \"%s\"" % header for header in headers]),
        kinds = "\n".join([_kind(name, kind) for name, kind in kinds.items()]),
    )

def kinds_libraries(kinds):
    """Labels of the libraries that the C++ file needs."""
    libraries = [kind.library for kind in kinds.values()]
    libraries += [library for complete in _completions(kinds) for library in complete.libraries]
    return {library: True for library in libraries}.keys()
