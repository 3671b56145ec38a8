// Checkerboards whose fields are the larger, the later the class.
#include "labels/label_kind.h"

namespace labelrep {
namespace {

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  LabelSet labels = RegressionLabels({kLabelSize, kLabelSize});
  const int num_classes = static_cast<int>(request.class_names.size());
  for (int i = 0; i < num_classes; ++i) {
    for (int row = 0; row < kLabelSize; ++row) {
      for (int column = 0; column < kLabelSize; ++column) {
        const bool bright = (row / (i + 1) + column / (i + 1)) % 2 == 0;
        labels.add_values(bright ? kLabelRange : 0);
      }
    }
  }
  return labels;
}

const RegisteredLabelKind kRegistered({"checkers", LabelInput::kClassNames, &Make});

}  // namespace
}  // namespace labelrep
