// Category labels with label smoothing.
#include "labels/label_kind.h"

namespace labelrep {
namespace {

constexpr double kSmoothing = 0.1;

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  LabelSet labels = OneHotLabels(static_cast<int>(request.class_names.size()));
  labels.set_label_smoothing(kSmoothing);
  return labels;
}

const RegisteredLabelKind kRegistered({"smooth", LabelInput::kClassNames, &Make});

}  // namespace
}  // namespace labelrep
