// One-hot labels that are regressed: the information of a category with the loss, and as pictures
// the head, of the other labels. Controls, not of the paper. A picture is cut, row by row, into as
// many parts of one size as there are classes; the part of the label's class is all ones.
//
// A one is 80, the range of all labels that are regressed, or 1. Smooth L1 is linear beyond a
// distance of 1: to 80 it is an absolute error, and an output that does not know the class is best
// at the median, which is 0 everywhere; to 1 it is a squared error, best at the mean.
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "labels/label_kind.h"

namespace labelrep {
namespace {

// Cut into as many parts as there are classes; a vector's parts are single numbers.
absl::StatusOr<LabelSet> Make(const LabelRequest& request, const std::vector<int>& shape,
                              double one) {
  int elements = 1;
  for (int dimension : shape) elements *= dimension;
  const int n = static_cast<int>(request.class_names.size());
  if (n > elements) {
    return absl::InvalidArgumentError(absl::StrCat(request.recipe.kind(), ": ", n,
                                                   " classes, expected at most ", elements,
                                                   ", one for each element"));
  }
  LabelSet labels = RegressionLabels(shape);
  const int part = n == 0 ? 0 : elements / n;
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < elements; ++k) labels.add_values(k / part == i ? one : 0);
  }
  return labels;
}

template <int one>
absl::StatusOr<LabelSet> Vectors(const LabelRequest& request) {
  return Make(request, {static_cast<int>(request.class_names.size())}, one);
}

template <int one>
absl::StatusOr<LabelSet> Pictures(const LabelRequest& request) {
  return Make(request, {kLabelSize, kLabelSize}, one);
}

constexpr int kRange = static_cast<int>(kLabelRange);

const RegisteredLabelKind kVectors({"onehot", LabelInput::kClassNames, &Vectors<kRange>});
const RegisteredLabelKind kPictures({"onehot_matrix", LabelInput::kClassNames, &Pictures<kRange>});
const RegisteredLabelKind kUnitVectors({"onehot_unit", LabelInput::kClassNames, &Vectors<1>});
const RegisteredLabelKind kUnitPictures({"onehot_matrix_unit", LabelInput::kClassNames,
                                         &Pictures<1>});

}  // namespace
}  // namespace labelrep
