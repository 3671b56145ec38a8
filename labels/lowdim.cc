// Low-dimensional labels: a vector of as many elements as there are classes, drawn from [0, 80].
#include "labels/label_kind.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  const int n = static_cast<int>(request.class_names.size());
  LabelSet labels = RegressionLabels({n});
  for (int i = 0; i < n; ++i) {
    RandomStream stream(request.recipe.seed(), "labels/lowdim", i);
    for (int k = 0; k < n; ++k) {
      labels.add_values(static_cast<float>(kLabelRange * stream.NextDouble()));
    }
  }
  return labels;
}

const RegisteredLabelKind kRegistered({"lowdim", LabelInput::kSeed, &Make});

}  // namespace
}  // namespace labelrep
