// Labels that a user brings: an .npy file with one array for each class.
#ifndef LABELS_LABEL_ARRAY_H_
#define LABELS_LABEL_ARRAY_H_

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "labels/label_kind.h"

namespace labelrep {

struct LabelArray {
  std::vector<int> shape;     // of one label
  std::vector<float> values;  // class by class in the data set's order, row-major, finite
};

// Reads `request.npy`, [class, n] or [class, row, column], and puts its labels into the order of
// `request.class_names` where `request.npy_order` says which class each of them is.
// INVALID_ARGUMENT naming the file, what was found and what was expected: other dimensions, a
// number of labels that is not the number of classes, a value that is not finite, equal labels
// (also those that differ by less than float32 holds), pictures that no decoder makes (64x64 and
// 48x48 are made).
absl::StatusOr<LabelArray> ReadLabelArray(const LabelRequest& request);

// The first two of `count` labels, one behind the other in `values`, that are equal; none where all
// differ.
std::optional<std::pair<int64_t, int64_t>> FirstEqualLabels(absl::Span<const float> values,
                                                            int64_t count);

}  // namespace labelrep

#endif  // LABELS_LABEL_ARRAY_H_
