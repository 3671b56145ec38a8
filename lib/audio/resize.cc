#include "lib/audio/resize.h"

#include <cmath>
#include <cstdint>
#include <vector>

#include "lib/audio/reflect.h"

namespace labelrep {
namespace {

// Weights of a Gaussian cut off at 4 sigma, from the centre outwards.
std::vector<double> GaussianWeights(double sigma) {
  const int radius = static_cast<int>(4 * sigma + 0.5);
  std::vector<double> weights(radius + 1);
  double sum = 0;
  for (int i = 0; i <= radius; ++i) {
    weights[i] = std::exp(-0.5 * i * i / (sigma * sigma));
    sum += i == 0 ? weights[i] : 2 * weights[i];
  }
  for (double& weight : weights) weight /= sum;
  return weights;
}

// Both steps work on rows; columns are rows of the transposed picture.
Eigen::ArrayXXd SmoothRows(const Eigen::ArrayXXd& picture, double sigma) {
  const std::vector<double> weights = GaussianWeights(sigma);
  const int64_t n = picture.rows();
  Eigen::ArrayXXd result = weights[0] * picture;
  for (int64_t row = 0; row < n; ++row) {
    for (int64_t i = 1; i < static_cast<int64_t>(weights.size()); ++i) {
      result.row(row) +=
          weights[i] * (picture.row(Reflect(row - i, n)) + picture.row(Reflect(row + i, n)));
    }
  }
  return result;
}

Eigen::ArrayXXd InterpolateRows(const Eigen::ArrayXXd& picture, int rows) {
  const int64_t n = picture.rows();
  const double factor = static_cast<double>(n) / rows;
  Eigen::ArrayXXd result(rows, picture.cols());
  for (int row = 0; row < rows; ++row) {
    const double position = (row + 0.5) * factor - 0.5;
    const int64_t below = static_cast<int64_t>(std::floor(position));
    const double weight = position - static_cast<double>(below);
    result.row(row) =
        (1 - weight) * picture.row(Reflect(below, n)) + weight * picture.row(Reflect(below + 1, n));
  }
  return result;
}

Eigen::ArrayXXd ResizeAxis(const Eigen::ArrayXXd& picture, int rows) {
  const double sigma = (static_cast<double>(picture.rows()) / rows - 1) / 2;
  return InterpolateRows(sigma > 0 ? SmoothRows(picture, sigma) : picture, rows);
}

}  // namespace

Eigen::ArrayXXd ResizeLinear(const Eigen::ArrayXXd& picture, int rows, int columns) {
  const Eigen::ArrayXXd half = ResizeAxis(picture, rows);
  return ResizeAxis(half.transpose(), columns).transpose();
}

}  // namespace labelrep
