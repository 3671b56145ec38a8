// Vectors of D numbers around the class's index: those of class i are drawn from a normal
// distribution of mean i and standard deviation 0.1. The dimension changes the entropy, hardly the
// mean distances. `normal_D` of the independent replication (docs/protocol.md), drawn anew.
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "labels/label_kind.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

constexpr int kMaxDimensions = 1 << 16;
constexpr double kStandardDeviation = 0.1;

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  int dimensions = 0;
  if (!absl::SimpleAtoi(request.parameter, &dimensions) || dimensions < 1 ||
      dimensions > kMaxDimensions) {
    return absl::InvalidArgumentError(
        absl::StrCat("--kind=", request.recipe.kind(), ": found \"", request.parameter,
                     "\" dimensions; expected a number of 1 to ", kMaxDimensions));
  }
  LabelSet labels = RegressionLabels({dimensions});
  for (size_t i = 0; i < request.class_names.size(); ++i) {
    RandomStream stream(request.recipe.seed(), "labels/normal", i);
    for (int k = 0; k < dimensions; ++k) {
      labels.add_values(static_cast<float>(i + kStandardDeviation * stream.NextNormal()));
    }
  }
  return labels;
}

const RegisteredLabelKind kRegistered({"normal", LabelInput::kSeed, &Make, /*example=*/"3"});

}  // namespace
}  // namespace labelrep
