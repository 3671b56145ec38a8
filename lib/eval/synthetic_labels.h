// Labels whose values mean nothing, for timing and testing what works on any labels.
#ifndef LIB_EVAL_SYNTHETIC_LABELS_H_
#define LIB_EVAL_SYNTHETIC_LABELS_H_

#include <cstdint>

#include "absl/types/span.h"
#include "results/label_set.pb.h"

namespace labelrep {

// Classes are named "class 0", "class 1", ...

// One-hot vectors for cross-entropy.
LabelSet SyntheticCategoryLabels(int32_t num_classes, double smoothing = 0);

// Values uniform in [-2, 2], for smooth L1; a threshold of 0.9.
LabelSet SyntheticRegressionLabels(int32_t num_classes, absl::Span<const int32_t> shape);

// Category labels of n classes for the shape [n], ten labels to regress for another.
LabelSet SyntheticLabels(absl::Span<const int32_t> shape);

}  // namespace labelrep

#endif  // LIB_EVAL_SYNTHETIC_LABELS_H_
