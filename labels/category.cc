// Category labels: a one-hot vector for each class.
#include "labels/label_kind.h"

namespace labelrep {
namespace {

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  return OneHotLabels(static_cast<int>(request.class_names.size()));
}

const RegisteredLabelKind kRegistered({"category", LabelInput::kClassNames, &Make});

}  // namespace
}  // namespace labelrep
