#include "lib/train/best_epoch.h"

#include "gtest/gtest.h"

namespace labelrep {
namespace {

EpochResult Epoch(double accuracy, double loss) {
  EpochResult epoch;
  epoch.set_validation_accuracy(accuracy);
  epoch.set_validation_loss(loss);
  return epoch;
}

TEST(BestEpochTest, HigherAccuracyIsBetterWhateverTheLoss) {
  EXPECT_TRUE(IsBetterEpoch(Epoch(0.8, 2), Epoch(0.7, 1)));
  EXPECT_FALSE(IsBetterEpoch(Epoch(0.7, 1), Epoch(0.8, 2)));
}

TEST(BestEpochTest, LowerLossBreaksATie) {
  EXPECT_TRUE(IsBetterEpoch(Epoch(0.8, 1), Epoch(0.8, 2)));
  EXPECT_FALSE(IsBetterEpoch(Epoch(0.8, 2), Epoch(0.8, 1)));
}

TEST(BestEpochTest, TheEarlierStaysWhereBothAreEqual) {
  EXPECT_FALSE(IsBetterEpoch(Epoch(0.8, 1), Epoch(0.8, 1)));
}

}  // namespace
}  // namespace labelrep
