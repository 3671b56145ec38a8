#include "lib/base/random_stream.h"

#include <cmath>
#include <map>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

// Random123's kat_vectors for philox4x32 with 10 rounds.
TEST(RandomStreamTest, EngineGivesTheKnownAnswers) {
  at::Philox4_32 zero(0, 0, 0);
  for (uint32_t expected : {0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u}) {
    EXPECT_EQ(zero(), expected);
  }
  at::Philox4_32 ones(~uint64_t{0}, ~uint64_t{0}, ~uint64_t{0});
  for (uint32_t expected : {0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu}) {
    EXPECT_EQ(ones(), expected);
  }
  at::Philox4_32 pi(0x299f31d0a4093822, 0x0370734413198a2e, 0x85a308d3243f6a88);
  for (uint32_t expected : {0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u}) {
    EXPECT_EQ(pi(), expected);
  }
}

// The golden values of the next tests are printed by testdata/random_stream.py.
TEST(RandomStreamTest, KeyAndCounterAreTheDefinedOnes) {
  RandomStream stream(7, "init/conv1.weight");
  for (uint32_t expected :
       {0x7c31501u, 0x6ea3c829u, 0xf1880913u, 0xc75203b5u, 0x4a310a4eu, 0xb4aaaa77u}) {
    EXPECT_EQ(stream.NextUint32(), expected);
  }
  RandomStream large(~uint64_t{0}, "labels/random", (uint64_t{1} << 40) + 3);
  for (uint32_t expected : {0x6123529bu, 0xc0c267fu, 0x4b68f8dcu, 0xff1dc655u, 0x5f228314u}) {
    EXPECT_EQ(large.NextUint32(), expected);
  }
}

TEST(RandomStreamTest, DrawsTheDefinedFloatsAndDoubles) {
  RandomStream floats(1, "test");
  EXPECT_EQ(floats.NextFloat(), 0x1.789658p-1f);
  EXPECT_EQ(floats.NextFloat(), 0x1.2de936p-1f);
  EXPECT_EQ(floats.NextFloat(), 0x1.eea636p-1f);
  RandomStream doubles(1, "test");
  EXPECT_EQ(doubles.NextDouble(), 0x1.789658e5bd26cp-1);
  EXPECT_EQ(doubles.NextDouble(), 0x1.eea636ff4909fp-1);
  EXPECT_EQ(doubles.NextDouble(), 0x1.ed9b05f239ec0p-6);
}

TEST(RandomStreamTest, DrawsTheDefinedIntegersAndPermutations) {
  RandomStream stream(1, "test");
  // About half of the draws for this bound are rejected.
  constexpr uint32_t kHalf = (uint32_t{1} << 31) + 1;
  for (uint32_t expected : {1011559534u, 385129228u, 2001935207u, 2099521497u}) {
    EXPECT_EQ(stream.NextBelow(kHalf), expected);
  }
  for (uint32_t expected : {4u, 5u, 3u, 4u}) EXPECT_EQ(stream.NextBelow(10), expected);
  EXPECT_EQ(stream.NextBelow(1), 0u);
  EXPECT_THAT(RandomStream(7, "epoch order", 2).Permutation(10),
              ElementsAre(8, 3, 9, 5, 7, 4, 6, 1, 0, 2));
  EXPECT_THAT(RandomStream(7, "epoch order", 2).Permutation(0), ElementsAre());
  EXPECT_THAT(RandomStream(7, "epoch order", 2).Permutation(1), ElementsAre(0));
}

TEST(RandomStreamTest, DrawsTheDefinedNormals) {
  RandomStream stream(1, "test");
  for (double expected :
       {1.5941171802961798, -0.34465239296876415, -0.205963344311628, 0.13696711886225635}) {
    EXPECT_DOUBLE_EQ(stream.NextNormal(), expected);
  }
}

TEST(RandomStreamTest, SeedPurposeAndIndexNameDifferentStreams) {
  const auto first = [](uint64_t seed, const char* purpose, uint64_t index) {
    RandomStream stream(seed, purpose, index);
    return std::vector<uint32_t>{stream.NextUint32(), stream.NextUint32()};
  };
  EXPECT_EQ(first(1, "a", 2), first(1, "a", 2));
  EXPECT_NE(first(1, "a", 2), first(2, "a", 2));
  EXPECT_NE(first(1, "a", 2), first(1, "b", 2));
  EXPECT_NE(first(1, "a", 2), first(1, "a", 3));
}

// The streams are fixed, so these tests never fail by chance; the bounds are those that a fair
// stream passes with probability 1 - 1e-6.
double ChiSquare(const std::vector<int>& counts, double expected) {
  double sum = 0;
  for (int count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

TEST(RandomStreamTest, IntegersAreUniform) {
  RandomStream stream(3, "uniform");
  std::vector<int> counts(6);
  for (int i = 0; i < 60'000; ++i) ++counts[stream.NextBelow(6)];
  EXPECT_LT(ChiSquare(counts, 10'000), 35.9);  // scipy.stats.chi2.isf(1e-6, 5)
}

TEST(RandomStreamTest, FloatsAreUniformBelowOne) {
  RandomStream stream(3, "uniform floats");
  std::vector<int> counts(64);
  for (int i = 0; i < 64'000; ++i) {
    const float value = stream.NextFloat();
    ASSERT_GE(value, 0.f);
    ASSERT_LT(value, 1.f);
    ++counts[static_cast<size_t>(value * 64)];
  }
  EXPECT_LT(ChiSquare(counts, 1'000), 131.4);  // scipy.stats.chi2.isf(1e-6, 63)
}

TEST(RandomStreamTest, PermutationsAreUniform) {
  std::map<std::vector<int64_t>, int> counts;
  for (uint64_t i = 0; i < 24'000; ++i) ++counts[RandomStream(3, "order", i).Permutation(4)];
  ASSERT_EQ(counts.size(), 24u);
  std::vector<int> values;
  for (const auto& [order, count] : counts) values.push_back(count);
  EXPECT_LT(ChiSquare(values, 1'000), 70.6);  // scipy.stats.chi2.isf(1e-6, 23)
}

TEST(RandomStreamTest, NormalsHaveTheMomentsOfTheNormalDistribution) {
  constexpr int kCount = 100'000;
  RandomStream stream(3, "normal");
  double sum = 0, squares = 0, fourth = 0;
  int within_one = 0;
  for (int i = 0; i < kCount; ++i) {
    const double value = stream.NextNormal();
    sum += value;
    squares += value * value;
    fourth += value * value * value * value;
    within_one += std::abs(value) < 1;
  }
  // 4.9 standard errors each; those of x, x^2 and x^4 are sqrt(1, 2, 96) / sqrt(n).
  const double error = 4.9 / std::sqrt(kCount);
  EXPECT_LT(std::abs(sum / kCount), error);
  EXPECT_LT(std::abs(squares / kCount - 1), error * std::sqrt(2));
  EXPECT_LT(std::abs(fourth / kCount - 3), error * std::sqrt(96));
  const double share = std::erf(std::sqrt(0.5));
  EXPECT_LT(std::abs(static_cast<double>(within_one) / kCount - share),
            error * std::sqrt(share * (1 - share)));
}

TEST(RandomStreamDeathTest, ChecksBounds) {
  RandomStream stream(1, "test");
  EXPECT_DEATH(stream.NextBelow(0), "no number is below 0");
  EXPECT_DEATH(stream.Permutation(-1), "0 to 2\\^32 - 1 elements");
}

}  // namespace
}  // namespace labelrep
