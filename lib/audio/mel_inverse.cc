#include "lib/audio/mel_inverse.h"

#include <cmath>

#include "Eigen/Cholesky"
#include "Eigen/Eigenvalues"
#include "Eigen/SparseCore"

namespace labelrep {
namespace {

constexpr int kSteps = 200;

}  // namespace

Eigen::ArrayXXd PowerFromMel(const Spectrogram& mel, const MelOptions& options) {
  const Eigen::MatrixXd dense = MelFilters(options);
  // Of a frequency's column, all but two are zero.
  const Eigen::SparseMatrix<double> filters = dense.sparseView();
  const Eigen::MatrixXd gram = dense * dense.transpose();
  const Eigen::MatrixXd bands = mel.matrix();
  Eigen::MatrixXd power = (filters.transpose() * gram.ldlt().solve(bands)).cwiseMax(0.0);
  const double step =
      1 / Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(gram).eigenvalues().maxCoeff();
  Eigen::MatrixXd ahead = power;
  double momentum = 1;
  for (int i = 0; i < kSteps; ++i) {
    const Eigen::MatrixXd missing = bands - filters * ahead;
    const Eigen::MatrixXd next = (ahead + step * (filters.transpose() * missing)).cwiseMax(0.0);
    const double next_momentum = (1 + std::sqrt(1 + 4 * momentum * momentum)) / 2;
    ahead = next + (momentum - 1) / next_momentum * (next - power);
    momentum = next_momentum;
    power = next;
  }
  return power.array();
}

}  // namespace labelrep
