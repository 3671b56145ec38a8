// What families of label kinds that are vectors of D random numbers, such as normal_D, have in
// common.
#ifndef LABELS_DRAWN_VECTORS_H_
#define LABELS_DRAWN_VECTORS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "labels/label_kind.h"

namespace labelrep {

// D, the request's parameter. INVALID_ARGUMENT where it is no number of `fewest` to 65536.
absl::StatusOr<int> DimensionsOf(const LabelRequest& request, int fewest = 1);

// For each class `dimensions` numbers of a normal distribution of mean 0 and standard deviation 1,
// from the stream of that purpose at the class's index.
std::vector<std::vector<double>> NormalVectors(const LabelRequest& request, int dimensions,
                                               absl::string_view purpose);

// Adds the values of all classes, each times a factor of its own class.
void AddScaled(const std::vector<std::vector<double>>& vectors, const std::vector<double>& factors,
               LabelSet& labels);

// What labels of equal_distance_D and equal_norm_D have in common: the Euclidean distance between
// two of them, in the latter in the limit of many dimensions. At the largest D of the catalogue,
// 4096, elements of two labels then lie 0.8 apart on average, where smooth L1 turns from quadratic
// to linear; with fewer they lie further apart, so that at every D a step is about as long.
inline constexpr double kEqualDistance = 64;

}  // namespace labelrep

#endif  // LABELS_DRAWN_VECTORS_H_
