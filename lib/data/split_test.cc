#include "lib/data/split.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/digest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAreArray;

// Goldens:
//   python3 -c "import numpy as np, hashlib; p = np.arange(N);
//   np.random.RandomState(SEED).shuffle(p);
//       print(p[:5], p[N//10:N//10+5], hashlib.sha256(p.astype('<i8').tobytes()).hexdigest())"
struct Golden {
  int64_t n;
  uint32_t seed;
  std::vector<int64_t> validation_begin;
  std::vector<int64_t> train_begin;
  std::string sha256;  // of validation, then training, as 64-bit integers
};

TEST(SplitTest, EqualsNumPysShuffle) {
  const Golden goldens[] = {
      {50000,
       7,
       {29430, 27750, 47782, 10498, 24747},
       {26097, 36780, 47633, 15992, 46309},
       "ae13710b83f9c91f34f224dacfb2ec48d7f3823081bbfb3260f011d16bd3a231"},
      {2250,
       0,
       {1055, 443, 1399, 838, 2188},
       {609, 1688, 1802, 1335, 1679},
       "ffa8d91a3fe179de2d4beeda81d206f02ee08ecdae4109ff9e62edf80d6f61ad"},
  };
  for (const Golden& golden : goldens) {
    LABELREP_ASSERT_OK_AND_ASSIGN(const Split split, MakeSplit(golden.n, golden.seed, 100));
    std::vector<int64_t> order = split.validation;
    EXPECT_THAT(std::vector<int64_t>(order.begin(), order.begin() + 5),
                ElementsAreArray(golden.validation_begin));
    EXPECT_THAT(std::vector<int64_t>(split.train.begin(), split.train.begin() + 5),
                ElementsAreArray(golden.train_begin));
    order.insert(order.end(), split.train.begin(), split.train.end());
    EXPECT_EQ(Sha256Hex({reinterpret_cast<const char*>(order.data()), order.size() * 8}),
              golden.sha256);
  }
}

TEST(SplitTest, TakesThePercentageOfAllImages) {
  const auto train_size = [](int64_t n, double percent) {
    return MakeSplit(n, 1, percent).value().train.size();
  };
  EXPECT_EQ(train_size(50000, 1), 500);
  EXPECT_EQ(train_size(50000, 20), 10000);
  EXPECT_EQ(train_size(50000, 89.9), 44950);
  EXPECT_EQ(train_size(50000, 95), 45000);
  EXPECT_EQ(train_size(50000, 100), 45000);
  // Rounds as Python's int(n * p / 100) does: 0.29 % of 50,000 is 145 but for the rounding.
  EXPECT_EQ(train_size(50000, 0.29), 144);
  EXPECT_EQ(train_size(10000, 1.13), 112);
  EXPECT_EQ(train_size(1000, 57.3), 573);
}

TEST(SplitTest, SmallerFractionsAreSubsetsWithTheSameValidationImages) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Split whole, MakeSplit(1000, 3, 100));
  for (double percent : {1.0, 20.0, 50.0}) {
    LABELREP_ASSERT_OK_AND_ASSIGN(const Split part, MakeSplit(1000, 3, percent));
    EXPECT_EQ(part.validation, whole.validation);
    EXPECT_TRUE(std::equal(part.train.begin(), part.train.end(), whole.train.begin()));
  }
}

TEST(SplitTest, HasEachImageOnce) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Split split, MakeSplit(109, 5, 100));
  EXPECT_EQ(split.validation.size(), 10);
  EXPECT_EQ(split.train.size(), 99);
  std::set<int64_t> images(split.train.begin(), split.train.end());
  images.insert(split.validation.begin(), split.validation.end());
  EXPECT_EQ(images.size(), 109);
  EXPECT_EQ(*images.begin(), 0);
  EXPECT_EQ(*images.rbegin(), 108);
}

TEST(SplitTest, RefusesAPercentageOutOfRange) {
  for (double percent : {0.0, -1.0, 100.5, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THAT(MakeSplit(1000, 0, percent),
                StatusIs(absl::StatusCode::kInvalidArgument, "expected above 0 and at most 100"));
  }
  EXPECT_THAT(MakeSplit(1000, 0, 101),
              StatusIs(absl::StatusCode::kInvalidArgument, "train_fraction_percent: 101"));
}

TEST(SplitTest, RefusesAPartThatIsTooSmall) {
  EXPECT_THAT(MakeSplit(1000, 0, 0.05),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "0.05 % of 1000 images leaves 0 to train on; expected at least 2"));
  EXPECT_THAT(MakeSplit(1000, 0, 0.1),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "train_fraction_percent: 0.1 % of 1000 images leaves 1 to train on"));
  EXPECT_EQ(MakeSplit(1000, 0, 0.2).value().train.size(), 2);
  EXPECT_THAT(MakeSplit(9, 0, 100),
              StatusIs(absl::StatusCode::kInvalidArgument, "9 images leave none for validation"));
  EXPECT_THAT(MakeSplit(-1, 0, 100), StatusIs(absl::StatusCode::kInvalidArgument, "-1 images"));
}

}  // namespace
}  // namespace labelrep
