// How varied one label is, and how far labels are from each other (the paper's Table 2 and more).
#ifndef LIB_STATS_LABEL_STATISTICS_H_
#define LIB_STATS_LABEL_STATISTICS_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/stats/mean_and_std.h"
#include "results/label_set.pb.h"

namespace labelrep {

// Shannon entropy in bits of the distribution of the exact element values:
// {1, 1, 2, 3} gives 0.5 * 1 + 2 * 0.25 * 2 = 1.5. Zero and minus zero are one value.
// Reference: skimage.measure.shannon_entropy.
double ShannonEntropyBits(const std::vector<float>& values);

struct LabelStatistics {
  // Over classes; the standard deviation divides by the class count.
  MeanAndStd entropy_bits;
  // Mean over pairs of classes, each pair once, of the elementwise Manhattan and Euclidean distance
  // after the whole set was scaled to [0, 1]. Zero where all values of the set are the same.
  double mean_l1 = 0;
  double mean_l2 = 0;
  // The smallest Euclidean distance of a pair of classes, scaled likewise.
  double smallest_l2 = 0;
  int64_t dimensions = 0;  // elements of a label
  // Of the matrix classes x elements: singular values above the largest times the longer side times
  // float32's epsilon, as numpy.linalg.matrix_rank has it for float32.
  int64_t rank = 0;
};

// INVALID_ARGUMENT with the failure of a label set that holds one, for fewer than two classes, or
// values that do not fill classes times shape.
absl::StatusOr<LabelStatistics> ComputeLabelStatistics(const LabelSet& labels);

}  // namespace labelrep

#endif  // LIB_STATS_LABEL_STATISTICS_H_
