#include "experiments/figures/figure_runs.h"

#include "experiments/figures/figure_runs_testing.h"
#include "experiments/tables/compared_runs.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(FigureRunsTest, FillsTheFigureAndNamesMissingRuns) {
  TestRuns runs("fig");
  runs.Add("resnet8", "category", 100, 7, 0.5);
  runs.AddFailed("resnet8", "speech", 100, 7);
  runs.AddFailed("resnet8", "speech", 100, 8);
  runs.Add("resnet8", "random", 100, 7, 0.5).Clear();
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto outcomes, CheckedOutcomes(runs.spec, runs.results));
  Figure figure;
  FillFromRuns(runs.spec, outcomes, figure);
  EXPECT_EQ(figure.name(), "fig");
  EXPECT_THAT(figure.subtitle(), HasSubstr("Shapes-10. smoke run"));
  EXPECT_THAT(figure.subtitle(), HasSubstr("2 epochs"));
  EXPECT_THAT(figure.missing(),
              ElementsAre("2 runs, the loss is nan: resnet8_speech_p100_s7 (epoch 1), "
                          "resnet8_speech_p100_s8 (epoch 1)",
                          "resnet8_random_p100_s7: no result"));
  EXPECT_EQ(figure.series(1).color(), "#D55E00");
}

}  // namespace
}  // namespace labelrep
