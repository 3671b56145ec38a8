#include "lib/stats/label_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "Eigen/Core"
#include "Eigen/Eigenvalues"
#include "absl/strings/str_cat.h"

namespace labelrep {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// [classes, elements], or what is wrong with the set's sizes.
absl::StatusOr<Matrix> AsMatrix(const LabelSet& labels) {
  if (labels.has_failure()) return absl::InvalidArgumentError(labels.failure());
  const int64_t classes = labels.class_names_size();
  if (classes < 2) {
    return absl::InvalidArgumentError(
        absl::StrCat("label set '", labels.recipe().kind(), "': class_names has ", classes,
                     " entries; statistics of label pairs need at least 2"));
  }
  int64_t elements = 1;
  for (int32_t size : labels.shape()) elements *= size;
  if (labels.shape_size() == 0 || elements <= 0 || labels.values_size() != classes * elements) {
    return absl::InvalidArgumentError(absl::StrCat(
        "label set '", labels.recipe().kind(), "': values has ", labels.values_size(),
        " entries, expected ", classes, " classes times ", elements, " elements of the shape"));
  }
  Matrix matrix(classes, elements);
  for (int64_t i = 0; i < matrix.size(); ++i) matrix.data()[i] = labels.values(i);
  return matrix;
}

int64_t RankOf(const Matrix& matrix) {
  // The eigenvalues of the small product are the squares of the singular values.
  const Matrix products = matrix * matrix.transpose();
  const Eigen::VectorXd squares =
      Eigen::SelfAdjointEigenSolver<Matrix>(products, Eigen::EigenvaluesOnly).eigenvalues();
  const double share = static_cast<double>(std::max(matrix.rows(), matrix.cols())) *
                       std::numeric_limits<float>::epsilon();
  return (squares.array() > squares.maxCoeff() * share * share).count();
}

void ScaleToUnitRange(Matrix& matrix) {
  const double low = matrix.minCoeff();
  const double range = matrix.maxCoeff() - low;
  matrix.array() -= low;
  if (range > 0) matrix /= range;
}

}  // namespace

double ShannonEntropyBits(const std::vector<float>& values) {
  std::vector<float> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  double entropy = 0;
  for (size_t first = 0; first < sorted.size();) {
    const size_t next =
        std::upper_bound(sorted.begin() + first, sorted.end(), sorted[first]) - sorted.begin();
    const double share = static_cast<double>(next - first) / static_cast<double>(sorted.size());
    entropy -= share * std::log2(share);
    first = next;
  }
  // A single value gives -1 * log2(1) = -0.
  return entropy + 0.0;
}

absl::StatusOr<LabelStatistics> ComputeLabelStatistics(const LabelSet& labels) {
  absl::StatusOr<Matrix> matrix = AsMatrix(labels);
  if (!matrix.ok()) return matrix.status();
  LabelStatistics statistics;
  std::vector<double> entropies;
  for (Eigen::Index i = 0; i < matrix->rows(); ++i) {
    const auto first = labels.values().begin() + i * matrix->cols();
    entropies.push_back(ShannonEntropyBits({first, first + matrix->cols()}));
  }
  statistics.entropy_bits = OfPopulation(entropies);

  statistics.dimensions = matrix->cols();
  statistics.rank = RankOf(*matrix);
  statistics.smallest_l2 = std::numeric_limits<double>::infinity();
  ScaleToUnitRange(*matrix);
  for (Eigen::Index i = 0; i < matrix->rows(); ++i) {
    for (Eigen::Index j = i + 1; j < matrix->rows(); ++j) {
      const auto difference = matrix->row(i) - matrix->row(j);
      statistics.mean_l1 += difference.lpNorm<1>();
      statistics.mean_l2 += difference.norm();
      statistics.smallest_l2 = std::min(statistics.smallest_l2, difference.norm());
    }
  }
  const double pairs = 0.5 * matrix->rows() * (matrix->rows() - 1);
  statistics.mean_l1 /= pairs;
  statistics.mean_l2 /= pairs;
  return statistics;
}

}  // namespace labelrep
