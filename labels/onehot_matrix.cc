// One-hot vectors spread over a matrix: the information of a category with the loss and the head of
// the pictures. The matrix, row by row, is cut into n parts of one size, and the part of the
// label's class is 80. A control, not of the paper.
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "labels/label_kind.h"

namespace labelrep {
namespace {

constexpr int kElements = kLabelSize * kLabelSize;

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  const int n = static_cast<int>(request.class_names.size());
  if (n > kElements) {
    return absl::InvalidArgumentError(absl::StrCat(
        "onehot_matrix: ", n, " classes, expected at most ", kElements, ", one for each element"));
  }
  LabelSet labels = RegressionLabels({kLabelSize, kLabelSize});
  const int part = n == 0 ? 0 : kElements / n;
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < kElements; ++k) labels.add_values(k / part == i ? kLabelRange : 0);
  }
  return labels;
}

const RegisteredLabelKind kRegistered({"onehot_matrix", LabelInput::kClassNames, &Make});

}  // namespace
}  // namespace labelrep
