// Vectors of D normal numbers, at least two, each scaled to the same Euclidean norm: points on a
// sphere, whose distances are the more alike the more dimensions there are. With one number there
// would be two labels only.
#include <cmath>

#include "labels/drawn_vectors.h"
#include "labels/label_kind.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// Vectors in many dimensions are nearly at right angles.
constexpr double kNorm = kEqualDistance / M_SQRT2;

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  LABELREP_ASSIGN_OR_RETURN(const int dimensions, DimensionsOf(request, /*fewest=*/2));
  const auto vectors = NormalVectors(request, dimensions, "labels/equal_norm");
  std::vector<double> factors;
  for (const std::vector<double>& vector : vectors) {
    double sum_of_squares = 0;
    for (const double value : vector) sum_of_squares += value * value;
    factors.push_back(kNorm / std::sqrt(sum_of_squares));
  }
  LabelSet labels = RegressionLabels({dimensions});
  AddScaled(vectors, factors, labels);
  return labels;
}

const RegisteredLabelKind kRegistered({"equal_norm", LabelInput::kSeed, &Make, "4"});

}  // namespace
}  // namespace labelrep
