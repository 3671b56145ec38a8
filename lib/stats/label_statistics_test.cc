#include "lib/stats/label_statistics.h"

#include <cmath>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

LabelSet MakeLabels(const std::vector<std::vector<float>>& labels) {
  LabelSet set;
  set.mutable_recipe()->set_kind("mine");
  set.add_shape(labels.empty() ? 1 : labels[0].size());
  for (size_t i = 0; i < labels.size(); ++i) {
    set.add_class_names("class " + std::to_string(i));
    for (float value : labels[i]) set.add_values(value);
  }
  return set;
}

TEST(ShannonEntropyTest, HandComputed) {
  EXPECT_DOUBLE_EQ(ShannonEntropyBits({1, 1, 2, 3}), 1.5);
  EXPECT_DOUBLE_EQ(ShannonEntropyBits({5, 6, 7, 8}), 2);
  EXPECT_EQ(ShannonEntropyBits({4, 4, 4}), 0);
  EXPECT_FALSE(std::signbit(ShannonEntropyBits({4})));
  EXPECT_EQ(ShannonEntropyBits({0.0f, -0.0f}), 0);
  EXPECT_EQ(ShannonEntropyBits({}), 0);
}

TEST(LabelStatisticsTest, CategoryOfTenClasses) {
  std::vector<std::vector<float>> labels(10, std::vector<float>(10, 0));
  for (int i = 0; i < 10; ++i) labels[i][i] = 1;
  const absl::StatusOr<LabelStatistics> statistics = ComputeLabelStatistics(MakeLabels(labels));
  ASSERT_TRUE(statistics.ok()) << statistics.status();
  EXPECT_NEAR(statistics->entropy_bits.mean, -0.1 * std::log2(0.1) - 0.9 * std::log2(0.9), 1e-12);
  EXPECT_NEAR(statistics->entropy_bits.std, 0, 1e-12);
  EXPECT_DOUBLE_EQ(statistics->mean_l1, 2);
  EXPECT_NEAR(statistics->mean_l2, std::sqrt(2.0), 1e-12);
  EXPECT_NEAR(statistics->smallest_l2, std::sqrt(2.0), 1e-12);
  EXPECT_EQ(statistics->dimensions, 10);
  EXPECT_EQ(statistics->rank, 10);
}

TEST(LabelStatisticsTest, ScalesTheWholeSetAndCountsEachPairOnce) {
  // Scaled by 1/4 after adding 1: (0, 0), (1, 0), (1, 0.75). Pairs: L1 1, 1.75, 0.75; L2 1, 1.25,
  // 0.75.
  const absl::StatusOr<LabelStatistics> statistics =
      ComputeLabelStatistics(MakeLabels({{-1, -1}, {3, -1}, {3, 2}}));
  ASSERT_TRUE(statistics.ok()) << statistics.status();
  EXPECT_DOUBLE_EQ(statistics->mean_l1, 3.5 / 3);
  EXPECT_DOUBLE_EQ(statistics->mean_l2, 3.0 / 3);
  EXPECT_DOUBLE_EQ(statistics->smallest_l2, 0.75);
  EXPECT_EQ(statistics->dimensions, 2);
  EXPECT_DOUBLE_EQ(statistics->entropy_bits.mean, 2.0 / 3);
  EXPECT_DOUBLE_EQ(statistics->entropy_bits.std, std::sqrt(2.0 / 9));
}

// python3 -c "
// import numpy as np
// from skimage.measure import shannon_entropy
// from scipy.spatial.distance import pdist
// a = (np.random.RandomState(3).randint(0, 9, (4, 6)) * 0.37 - 1).astype(np.float32)
// print(a.tolist()); e = [shannon_entropy(x) for x in a]; b = a.astype(float); b = (b - b.min()) /
// np.ptp(b) print(repr([np.mean(e), np.std(e), pdist(b, 'cityblock').mean(), pdist(b).mean(),
// pdist(b).min(), np.linalg.matrix_rank(a)]))"
TEST(LabelStatisticsTest, AgreesWithScikitImageAndScipy) {
  std::vector<std::vector<float>> labels = {
      {1.96000004f, 0.109999999f, 1.96000004f, 1.96000004f, -1.0f, 0.850000024f},
      {0.109999999f, 0.850000024f, 1.59000003f, 1.22000003f, -1.0f, 0.479999989f},
      {1.59000003f, 1.96000004f, -0.629999995f, 1.22000003f, -0.25999999f, -0.25999999f},
      {-0.629999995f, 0.109999999f, 0.850000024f, 1.96000004f, -0.629999995f, 1.96000004f}};
  const absl::StatusOr<LabelStatistics> statistics = ComputeLabelStatistics(MakeLabels(labels));
  ASSERT_TRUE(statistics.ok()) << statistics.status();
  EXPECT_NEAR(statistics->entropy_bits.mean, 2.13684218813101, 1e-12);
  EXPECT_NEAR(statistics->entropy_bits.std, 0.308356461544535, 1e-12);
  EXPECT_NEAR(statistics->mean_l1, 2.06250000587321, 1e-12);
  EXPECT_NEAR(statistics->mean_l2, 1.0139150258021, 1e-12);
  EXPECT_NEAR(statistics->smallest_l2, 0.718070337827954, 1e-12);
  EXPECT_EQ(statistics->rank, 4);
}

// The last is the sum of the first two, but for rounding to float32.
TEST(LabelStatisticsTest, TheRankIsThatOfRoundedNumbers) {
  const absl::StatusOr<LabelStatistics> statistics = ComputeLabelStatistics(
      MakeLabels({{0.1f, 0.2f, 0.7f}, {0.3f, 0.9f, 0.4f}, {0.4f, 1.1f, 1.1f}}));
  ASSERT_TRUE(statistics.ok()) << statistics.status();
  EXPECT_EQ(statistics->rank, 2);
}

TEST(LabelStatisticsTest, LabelsWithoutRangeHaveNoDistance) {
  const absl::StatusOr<LabelStatistics> statistics =
      ComputeLabelStatistics(MakeLabels({{7, 7}, {7, 7}}));
  ASSERT_TRUE(statistics.ok()) << statistics.status();
  EXPECT_EQ(statistics->mean_l1, 0);
  EXPECT_EQ(statistics->mean_l2, 0);
}

TEST(LabelStatisticsTest, NamesWhatDoesNotFit) {
  EXPECT_THAT(std::string(ComputeLabelStatistics(MakeLabels({{1, 2}})).status().message()),
              HasSubstr("label set 'mine': class_names has 1 entries"));
  LabelSet labels = MakeLabels({{1, 2}, {3, 4}});
  labels.add_values(5);
  EXPECT_THAT(std::string(ComputeLabelStatistics(labels).status().message()),
              HasSubstr("values has 5 entries, expected 2 classes times 2 elements"));
}

}  // namespace
}  // namespace labelrep
