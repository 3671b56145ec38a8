#include "lib/train/schedule.h"

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

struct Golden {
  int64_t steps_per_epoch = 0;
  std::vector<double> rates;
};

// Written by testdata/make_schedules.py.
std::map<std::string, Golden> ReadGoldens() {
  std::ifstream file("lib/train/testdata/schedules.txt");
  std::map<std::string, Golden> goldens;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string name;
    Golden golden;
    words >> name >> golden.steps_per_epoch;
    for (double rate = 0; words >> rate;) golden.rates.push_back(rate);
    goldens[name] = golden;
  }
  return goldens;
}

// PyTorch multiplies step by step, which differs in the last bits.
void ExpectRates(const Recipe& recipe, const std::string& name) {
  const std::map<std::string, Golden> goldens = ReadGoldens();
  ASSERT_TRUE(goldens.contains(name));
  const Golden& golden = goldens.at(name);
  ASSERT_EQ(golden.rates.size(), recipe.epochs() * golden.steps_per_epoch);
  for (size_t step = 0; step < golden.rates.size(); ++step) {
    EXPECT_NEAR(LearningRate(recipe, golden.steps_per_epoch, step), golden.rates[step],
                1e-14 * recipe.learning_rate())
        << step;
  }
}

Recipe OneCycle(int32_t epochs, double warmup_fraction) {
  Recipe recipe;
  recipe.set_epochs(epochs);
  recipe.set_learning_rate(0.2);
  recipe.mutable_one_cycle()->set_warmup_fraction(warmup_fraction);
  return recipe;
}

TEST(ScheduleTest, MultiStepIsPyTorchs) {
  Recipe recipe;
  recipe.set_epochs(30);
  recipe.set_learning_rate(0.1);
  recipe.mutable_multi_step()->add_milestones(10);
  recipe.mutable_multi_step()->add_milestones(25);
  ExpectRates(recipe, "multi_step");
}

TEST(ScheduleTest, OneCycleIsPyTorchs) { ExpectRates(OneCycle(10, 0.2), "one_cycle_0.2"); }

TEST(ScheduleTest, OneCycleMayPeakBetweenSteps) {
  ExpectRates(OneCycle(10, 0.25), "one_cycle_0.25");
}

TEST(ScheduleTest, OneCycleWithoutWarmupFallsFromTheFullRate) {
  const Recipe recipe = OneCycle(1, 0);
  EXPECT_DOUBLE_EQ(LearningRate(recipe, 4, 0), 0.2);
  EXPECT_DOUBLE_EQ(LearningRate(recipe, 4, 3), 0.05);
}

TEST(ScheduleTest, OneCycleOfWarmupOnlyRises) {
  const Recipe recipe = OneCycle(1, 1);
  EXPECT_DOUBLE_EQ(LearningRate(recipe, 4, 0), 0);
  EXPECT_DOUBLE_EQ(LearningRate(recipe, 4, 3), 0.15);
}

TEST(ScheduleTest, MultiStepWithoutMilestonesIsConstant) {
  Recipe recipe;
  recipe.set_epochs(2);
  recipe.set_learning_rate(0.3);
  recipe.mutable_multi_step();
  EXPECT_DOUBLE_EQ(LearningRate(recipe, 5, 9), 0.3);
}

}  // namespace
}  // namespace labelrep
