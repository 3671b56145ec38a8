#include "lib/train/epoch_losses.h"

#include <cmath>
#include <limits>

#include "ATen/Functions.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(EpochLossesTest, MeanIsOverImages) {
  EpochLosses losses;
  EXPECT_TRUE(losses.Add(at::scalar_tensor(1.0), 4));
  EXPECT_DOUBLE_EQ(losses.Mean().value(), 1.0);
  EXPECT_TRUE(losses.Add(at::scalar_tensor(4.0), 2));
  EXPECT_TRUE(losses.Flush());
  EXPECT_DOUBLE_EQ(losses.Mean().value(), 2.0);
  EXPECT_FALSE(losses.bad_step().has_value());
}

TEST(EpochLossesTest, HasNoMeanBeforeTheFirstGroupIsLookedAt) {
  EpochLosses losses(2);
  EXPECT_FALSE(losses.Mean().has_value());
  EXPECT_TRUE(losses.Add(at::scalar_tensor(1.0), 4));
  EXPECT_FALSE(losses.Mean().has_value());
  EXPECT_TRUE(losses.Add(at::scalar_tensor(3.0), 4));
  EXPECT_DOUBLE_EQ(losses.Mean().value(), 2.0);
  EXPECT_TRUE(losses.Add(at::scalar_tensor(5.0), 4));
  EXPECT_DOUBLE_EQ(losses.Mean().value(), 2.0);
  EXPECT_TRUE(losses.Flush());
  EXPECT_DOUBLE_EQ(losses.Mean().value(), 3.0);
}

TEST(EpochLossesTest, NamesTheFirstLossThatIsNotFinite) {
  EpochLosses losses;
  EXPECT_TRUE(losses.Add(at::scalar_tensor(1.0), 4));
  EXPECT_FALSE(losses.Add(at::scalar_tensor(std::numeric_limits<double>::infinity()), 4));
  EXPECT_FALSE(losses.Add(at::scalar_tensor(std::nan("")), 4));
  EXPECT_FALSE(losses.Flush());
  EXPECT_EQ(losses.bad_step(), 1);
  EXPECT_TRUE(std::isinf(losses.bad_loss()));
}

}  // namespace
}  // namespace labelrep
