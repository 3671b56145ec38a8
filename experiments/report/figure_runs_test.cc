#include "experiments/report/figure_runs.h"

#include "experiments/report/compared_runs.h"
#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(FigureRunsTest, FillsTheFigureAndNamesMissingRuns) {
  TestReport runs("fig");
  runs.AddRun("resnet8", "category", 100, 7, 0.5);
  runs.AddFailedRun("resnet8", "speech", 100, 7);
  runs.AddFailedRun("resnet8", "speech", 100, 8);
  runs.AddRun("resnet8", "random", 100, 7, 0.5).Clear();
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto outcomes, CheckedOutcomes(runs.spec, runs.inputs.runs));
  Figure figure;
  FillFromRuns(runs.spec, outcomes, figure);
  EXPECT_EQ(figure.name(), "fig");
  EXPECT_THAT(figure.subtitle(), HasSubstr("Shapes-10. smoke run"));
  EXPECT_EQ(figure.title(), "Title of the entry");
  EXPECT_THAT(figure.subtitle(), HasSubstr("2 epochs"));
  EXPECT_THAT(figure.missing(),
              ElementsAre("2 runs, the loss is nan: resnet8_speech_p100_s7 (epoch 1), "
                          "resnet8_speech_p100_s8 (epoch 1)",
                          "resnet8_random_p100_s7: no result"));
  EXPECT_EQ(figure.series(1).color(), "#D55E00");
}

}  // namespace
}  // namespace labelrep
