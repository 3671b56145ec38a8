// Uniform random matrices: every element is drawn from [0, 80].
#include "labels/label_kind.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  LabelSet labels = RegressionLabels({kLabelSize, kLabelSize});
  for (size_t i = 0; i < request.class_names.size(); ++i) {
    RandomStream stream(request.recipe.seed(), "labels/random", i);
    for (int k = 0; k < kLabelSize * kLabelSize; ++k) {
      labels.add_values(static_cast<float>(kLabelRange * stream.NextDouble()));
    }
  }
  return labels;
}

const RegisteredLabelKind kRegistered({"random", LabelInput::kSeed, &Make});

}  // namespace
}  // namespace labelrep
