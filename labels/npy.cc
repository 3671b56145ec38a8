// Labels from a user's .npy file of one array for each class.
#include "labels/label_array.h"
#include "labels/label_kind.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  LABELREP_ASSIGN_OR_RETURN(const LabelArray array, ReadLabelArray(request));
  LabelSet labels = RegressionLabels(array.shape);
  labels.mutable_values()->Add(array.values.begin(), array.values.end());
  return labels;
}

const RegisteredLabelKind kRegistered({"npy", LabelInput::kArray, &Make});

}  // namespace
}  // namespace labelrep
