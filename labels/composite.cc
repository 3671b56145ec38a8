// Composites of Gaussians: the sum of 10 oriented Gaussians on the unit square centred at 0, each
// label scaled from its own minimum and maximum to [0, 80] (protocol, "Labels").
#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "labels/label_kind.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

constexpr int kGaussians = 10;
constexpr double kSigmaAcross = 0.075;
constexpr double kSigmaAlong = 0.075 / 0.31;

// Adds a Gaussian to a picture of kLabelSize x kLabelSize; its height is 1.
void AddGaussian(double center_x, double center_y, double orientation,
                 std::vector<double>& picture) {
  const double cosine = std::cos(orientation), sine = std::sin(orientation);
  for (int row = 0; row < kLabelSize; ++row) {
    // The y axis points upwards.
    const double y = 0.5 - (row + 0.5) / kLabelSize - center_y;
    for (int column = 0; column < kLabelSize; ++column) {
      const double x = (column + 0.5) / kLabelSize - 0.5 - center_x;
      const double along = (x * cosine + y * sine) / kSigmaAlong;
      const double across = (y * cosine - x * sine) / kSigmaAcross;
      picture[row * kLabelSize + column] += std::exp(-0.5 * (along * along + across * across));
    }
  }
}

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  LabelSet labels = RegressionLabels({kLabelSize, kLabelSize});
  for (size_t i = 0; i < request.class_names.size(); ++i) {
    RandomStream stream(request.recipe.seed(), "labels/composite", i);
    std::vector<double> picture(kLabelSize * kLabelSize, 0.0);
    for (int k = 0; k < kGaussians; ++k) {
      const double x = stream.NextDouble() - 0.5;
      const double y = stream.NextDouble() - 0.5;
      AddGaussian(x, y, std::numbers::pi * stream.NextDouble(), picture);
    }
    const auto [low, high] = std::minmax_element(picture.begin(), picture.end());
    for (double value : picture) {
      labels.add_values(static_cast<float>(kLabelRange * (value - *low) / (*high - *low)));
    }
  }
  return labels;
}

const RegisteredLabelKind kRegistered({"composite", LabelInput::kSeed, &Make});

}  // namespace
}  // namespace labelrep
