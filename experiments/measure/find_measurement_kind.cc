#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/measure/measurement_kinds.h"

namespace labelrep {

absl::StatusOr<const MeasurementKind*> FindMeasurementKind(const std::string& name) {
  std::vector<std::string> known;
  for (const MeasurementKind& kind : MeasurementKinds()) {
    if (kind.name == name) return &kind;
    known.push_back(kind.name);
  }
  return absl::InvalidArgumentError(absl::StrCat("no kind of measurement is called \"", name,
                                                 "\"; expected one of ",
                                                 absl::StrJoin(known, ", ")));
}

}  // namespace labelrep
