// Constant matrices: every element of class i of n is i * 80 / (n - 1).
#include "labels/label_kind.h"

namespace labelrep {
namespace {

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  LabelSet labels = RegressionLabels({kLabelSize, kLabelSize});
  const int n = static_cast<int>(request.class_names.size());
  for (int i = 0; i < n; ++i) {
    // A single class would divide by zero.
    const double value = n > 1 ? i * kLabelRange / (n - 1) : 0;
    for (int k = 0; k < kLabelSize * kLabelSize; ++k) labels.add_values(static_cast<float>(value));
  }
  return labels;
}

const RegisteredLabelKind kRegistered({"constant", LabelInput::kClassNames, &Make});

}  // namespace
}  // namespace labelrep
