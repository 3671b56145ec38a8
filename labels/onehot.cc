// One-hot vectors that are regressed: the information of a category with the loss of the other
// labels. The one is 80, the range of all labels that are regressed. A control, not of the paper.
#include "labels/label_kind.h"

namespace labelrep {
namespace {

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  const int n = static_cast<int>(request.class_names.size());
  LabelSet labels = RegressionLabels({n});
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < n; ++k) labels.add_values(k == i ? kLabelRange : 0);
  }
  return labels;
}

const RegisteredLabelKind kRegistered({"onehot", LabelInput::kClassNames, &Make});

}  // namespace
}  // namespace labelrep
