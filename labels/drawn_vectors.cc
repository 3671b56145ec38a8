#include "labels/drawn_vectors.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

constexpr int kMostDimensions = 1 << 16;

}  // namespace

absl::StatusOr<int> DimensionsOf(const LabelRequest& request, int fewest) {
  int dimensions = 0;
  if (absl::SimpleAtoi(request.parameter, &dimensions) && fewest <= dimensions &&
      dimensions <= kMostDimensions) {
    return dimensions;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--kind=", request.recipe.kind(), ": found \"", request.parameter,
                   "\" dimensions; expected a number of ", fewest, " to ", kMostDimensions));
}

std::vector<std::vector<double>> NormalVectors(const LabelRequest& request, int dimensions,
                                               absl::string_view purpose) {
  std::vector<std::vector<double>> vectors(request.class_names.size());
  for (size_t i = 0; i < vectors.size(); ++i) {
    RandomStream stream(request.recipe.seed(), purpose, i);
    for (int k = 0; k < dimensions; ++k) vectors[i].push_back(stream.NextNormal());
  }
  return vectors;
}

void AddScaled(const std::vector<std::vector<double>>& vectors, const std::vector<double>& factors,
               LabelSet& labels) {
  for (size_t i = 0; i < vectors.size(); ++i) {
    for (const double value : vectors[i]) {
      labels.add_values(static_cast<float>(value * factors[i]));
    }
  }
}

}  // namespace labelrep
