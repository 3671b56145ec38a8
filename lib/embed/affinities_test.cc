#include "lib/embed/affinities.h"

#include <cmath>
#include <limits>
#include <vector>

#include "gtest/gtest.h"
#include "lib/embed/embed_testing.h"

namespace labelrep {
namespace {

constexpr double kPerplexity = 10;  // that of make_goldens.py

NearestNeighbors GoldenNeighbors() {
  const at::Tensor distances = Golden("distances");
  const at::Tensor indices = Golden("indices");
  NearestNeighbors neighbors{.points = distances.size(0), .k = distances.size(1)};
  for (int64_t i = 0; i < distances.numel(); ++i) {
    const double distance = distances.const_data_ptr<double>()[i];
    neighbors.squared_distances.push_back(distance * distance);
    neighbors.indices.push_back(static_cast<int32_t>(indices.const_data_ptr<int64_t>()[i]));
  }
  return neighbors;
}

// Mean and variance of -log p under p.
struct Surprise {
  double mean = 0;  // the entropy, in nats
  double variance = 0;
};

Surprise SurpriseOf(const double* row, int64_t k) {
  Surprise surprise;
  for (int64_t j = 0; j < k; ++j) {
    if (row[j] > 0) surprise.mean -= row[j] * std::log(row[j]);
  }
  for (int64_t j = 0; j < k; ++j) {
    if (row[j] > 0) surprise.variance += row[j] * std::pow(-std::log(row[j]) - surprise.mean, 2);
  }
  return surprise;
}

TEST(AffinitiesTest, AreThoseOfOpenTsne) {
  const NearestNeighbors neighbors = GoldenNeighbors();
  const at::Tensor golden = Golden("conditional");
  const std::vector<double> found = ConditionalAffinities(neighbors, kPerplexity);
  ASSERT_EQ(found.size(), golden.numel());
  for (int64_t i = 0; i < neighbors.points; ++i) {
    const double* row = golden.const_data_ptr<double>() + i * neighbors.k;
    const Surprise surprise = SurpriseOf(row, neighbors.k);
    for (int64_t j = 0; j < neighbors.k; ++j) {
      // d log p / d entropy is (-log p - entropy) / variance of -log p. Entropies are met to 1e-12,
      // and have rounding errors of about k epsilon; so has p itself.
      const double change = std::abs(-std::log(row[j]) - surprise.mean) / surprise.variance;
      EXPECT_NEAR(found[i * neighbors.k + j], row[j], row[j] * (change + 1) * 1.1e-12)
          << "point " << i << ", neighbour " << j;
    }
  }
}

TEST(AffinitiesTest, RowsHaveThePerplexity) {
  const NearestNeighbors neighbors = GoldenNeighbors();
  for (const double perplexity : {2.0, 10.0, 29.0}) {
    const std::vector<double> found = ConditionalAffinities(neighbors, perplexity);
    for (int64_t i = 0; i < neighbors.points; ++i) {
      const double entropy = SurpriseOf(&found[i * neighbors.k], neighbors.k).mean;
      EXPECT_NEAR(entropy, std::log(perplexity), 1.1e-12) << "point " << i;
    }
  }
}

TEST(AffinitiesTest, JointOnesAreSymmetricAndOneInSum) {
  const Affinities joint = JointAffinities(GoldenNeighbors(), kPerplexity);
  EXPECT_TRUE(joint.isApprox(Affinities(joint.transpose()), 0));
  // At most one rounding for each of n^2 terms, and for each of a row's.
  const double n = static_cast<double>(joint.rows());
  EXPECT_NEAR(joint.sum(), 1, n * n * std::numeric_limits<double>::epsilon());
  // Half the sum of two that are at most 1 and, with a change of at most 10 by the entropy, off by
  // 1.1e-11, divided by n.
  const Affinities difference = joint - SparseFrom(Golden("affinities"));
  EXPECT_LE(difference.coeffs().abs().maxCoeff(), 1.1e-11 / n);
}

TEST(AffinitiesTest, EqualPointsShareEqually) {
  NearestNeighbors neighbors{.points = 5, .k = 4};
  for (int i = 0; i < 20; ++i) neighbors.indices.push_back((i / 4 + 1 + i % 4) % 5);
  neighbors.squared_distances.assign(20, 0.0);
  EXPECT_EQ(ConditionalAffinities(neighbors, 1.5), std::vector<double>(20, 0.25));
  // Three are nearest, and the perplexity of 2 cannot be met.
  for (int i = 3; i < 20; i += 4) neighbors.squared_distances[i] = 1;
  const std::vector<double> found = ConditionalAffinities(neighbors, 2);
  EXPECT_EQ(found[0], 1.0 / 3);
  EXPECT_EQ(found[3], 0);
}

}  // namespace
}  // namespace labelrep
