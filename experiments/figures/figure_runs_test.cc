#include "experiments/figures/figure_runs.h"

#include "experiments/figures/figure_runs_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(FigureRunsTest, KindsComeInTheOrderOfTheLegendThenTheUsers) {
  TestRuns runs("fig");
  for (const char* kind : {"mine", "lowdim", "speech", "category"})
    runs.Add("resnet8", kind, 100, 7, 0.5);
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto outcomes, CheckedOutcomes(runs.spec, runs.results));
  EXPECT_THAT(LabelKinds(outcomes), ElementsAre("category", "speech", "lowdim", "mine"));
}

TEST(FigureRunsTest, PanelsNameTheDataSetOnlyWhereThereAreSeveral) {
  TestRuns runs("fig");
  runs.Add("resnet8", "speech", 100, 7, 0.5);
  runs.Add("vgg_slim", "speech", 100, 7, 0.5);
  LABELREP_ASSERT_OK_AND_ASSIGN(auto outcomes, CheckedOutcomes(runs.spec, runs.results));
  ASSERT_EQ(Panels(outcomes).size(), 2);
  EXPECT_EQ(Panels(outcomes)[0].title, "ResNet-8");
  RunResult& other = runs.Add("resnet8", "speech", 100, 7, 0.5);
  other.mutable_recipe()->set_dataset("shapes100");
  runs.spec.mutable_runs(2)->set_dataset("shapes100");
  LABELREP_ASSERT_OK_AND_ASSIGN(outcomes, CheckedOutcomes(runs.spec, runs.results));
  EXPECT_EQ(Panels(outcomes)[2].title, "Shapes-100, ResNet-8");
}

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

TEST(FigureRunsTest, RefusesNoRunsAndResultsOfOthers) {
  EXPECT_THAT(CheckedOutcomes(TableSpec(), {}),
              StatusIs(absl::StatusCode::kInvalidArgument, "no runs"));
  TestRuns runs("fig");
  runs.Add("resnet8", "category", 100, 7, 0.5).mutable_recipe()->set_encoder("vgg19");
  EXPECT_THAT(CheckedOutcomes(runs.spec, runs.results),
              StatusIs(absl::StatusCode::kFailedPrecondition, "recipe.encoder: 'vgg19'"));
}

}  // namespace
}  // namespace labelrep
