// Vectors of D normal numbers, all scaled by one factor so that the mean Euclidean distance between
// two classes is the same at every D: what is left to differ between dimensions is the dimension.
#include <cmath>

#include "labels/drawn_vectors.h"
#include "labels/label_kind.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

double Distance(const std::vector<double>& one, const std::vector<double>& other) {
  double sum_of_squares = 0;
  for (size_t k = 0; k < one.size(); ++k) sum_of_squares += std::pow(one[k] - other[k], 2);
  return std::sqrt(sum_of_squares);
}

// Of a single class, which is at no distance to any, what leaves it as it is drawn.
double MeanDistance(const std::vector<std::vector<double>>& vectors) {
  double sum = 0;
  int pairs = 0;
  for (size_t i = 0; i < vectors.size(); ++i) {
    for (size_t j = i + 1; j < vectors.size(); ++j, ++pairs)
      sum += Distance(vectors[i], vectors[j]);
  }
  return pairs == 0 ? kEqualDistance : sum / pairs;
}

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  LABELREP_ASSIGN_OR_RETURN(const int dimensions, DimensionsOf(request));
  const auto vectors = NormalVectors(request, dimensions, "labels/equal_distance");
  LabelSet labels = RegressionLabels({dimensions});
  const double factor = kEqualDistance / MeanDistance(vectors);
  AddScaled(vectors, std::vector<double>(vectors.size(), factor), labels);
  return labels;
}

const RegisteredLabelKind kRegistered({"equal_distance", LabelInput::kSeed, &Make, "4"});

}  // namespace
}  // namespace labelrep
