// Vectors of D numbers around the class's index: those of class i are drawn from a normal
// distribution of mean i and standard deviation 0.1. The dimension changes the entropy, hardly the
// mean distances. `normal_D` of the independent replication (docs/protocol.md), drawn anew.
#include "labels/drawn_vectors.h"
#include "labels/label_kind.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

constexpr double kStandardDeviation = 0.1;

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  LABELREP_ASSIGN_OR_RETURN(const int dimensions, DimensionsOf(request));
  const auto vectors = NormalVectors(request, dimensions, "labels/normal");
  LabelSet labels = RegressionLabels({dimensions});
  for (size_t i = 0; i < vectors.size(); ++i) {
    for (const double value : vectors[i]) {
      labels.add_values(static_cast<float>(i + kStandardDeviation * value));
    }
  }
  return labels;
}

const RegisteredLabelKind kRegistered({"normal", LabelInput::kSeed, &Make, /*example=*/"3"});

}  // namespace
}  // namespace labelrep
