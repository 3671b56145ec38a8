// One-hot labels that are regressed: the information of a category with the loss, and as pictures
// the head, of the other labels. Controls, not of the paper. A picture is cut, row by row, into as
// many parts of one size as there are classes; the part of the label's class is all ones.
//
// A one is 80, the range of all labels that are regressed, or 1. Smooth L1 is linear beyond a
// distance of 1: to 80 it is an absolute error, and an output that does not know the class is best
// at the median, which is 0 everywhere; to 1 it is a squared error, best at the mean.
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "labels/label_kind.h"

namespace labelrep {
namespace {

constexpr int kElements = kLabelSize * kLabelSize;

absl::StatusOr<LabelSet> Vectors(const LabelRequest& request, double one) {
  const int n = static_cast<int>(request.class_names.size());
  LabelSet labels = RegressionLabels({n});
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < n; ++k) labels.add_values(k == i ? one : 0);
  }
  return labels;
}

absl::StatusOr<LabelSet> Pictures(const LabelRequest& request, double one) {
  const int n = static_cast<int>(request.class_names.size());
  if (n > kElements) {
    return absl::InvalidArgumentError(absl::StrCat(request.recipe.kind(), ": ", n,
                                                   " classes, expected at most ", kElements,
                                                   ", one for each element"));
  }
  LabelSet labels = RegressionLabels({kLabelSize, kLabelSize});
  const int part = n == 0 ? 0 : kElements / n;
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < kElements; ++k) labels.add_values(k / part == i ? one : 0);
  }
  return labels;
}

const RegisteredLabelKind kVectors({"onehot", LabelInput::kClassNames, [](const auto& request) {
                                      return Vectors(request, kLabelRange);
                                    }});
const RegisteredLabelKind kPictures({"onehot_matrix", LabelInput::kClassNames,
                                     [](const auto& request) {
                                       return Pictures(request, kLabelRange);
                                     }});
const RegisteredLabelKind kUnitVectors({"onehot_unit", LabelInput::kClassNames,
                                        [](const auto& request) { return Vectors(request, 1); }});
const RegisteredLabelKind kUnitPictures({"onehot_matrix_unit", LabelInput::kClassNames,
                                         [](const auto& request) { return Pictures(request, 1); }});

}  // namespace
}  // namespace labelrep
