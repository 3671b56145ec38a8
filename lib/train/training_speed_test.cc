#include "lib/train/training_speed.h"

#include <optional>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(TrainingSpeedTest, NoneBeforeTheFirstEpoch) {
  EXPECT_EQ(TrainingSpeed().images_per_s(), std::nullopt);
}

TEST(TrainingSpeedTest, OfAllEpochsWhereThereAreFew) {
  TrainingSpeed speed;
  speed.AddEpoch(100, 3);
  speed.AddEpoch(100, 1);
  EXPECT_DOUBLE_EQ(speed.images_per_s().value_or(0), 50);
}

TEST(TrainingSpeedTest, TheFirstEpochsDoNotCountWhereThereAreOthers) {
  TrainingSpeed speed;
  for (int epoch = 0; epoch < TrainingSpeed::kFirstEpochs; ++epoch) speed.AddEpoch(100, 10);
  EXPECT_DOUBLE_EQ(speed.images_per_s().value_or(0), 10);
  speed.AddEpoch(100, 1);
  speed.AddEpoch(200, 4);
  EXPECT_DOUBLE_EQ(speed.images_per_s().value_or(0), 60);
}

}  // namespace
}  // namespace labelrep
