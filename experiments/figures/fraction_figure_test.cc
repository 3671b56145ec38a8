#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/report/table_check.h"
#include "lib/viz/figure_check.h"
#include "lib/viz/figure_table.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(FractionFigureTest, ALineOfMeansForEachKind) {
  TestReport runs("fraction_figure");
  for (const char* kind : {"category", "speech"}) {
    for (double percent : {20, 5}) {
      for (int seed : {7, 8, 9})
        runs.AddRun("resnet8", kind, percent, seed, percent / 100 + 0.1 * seed);
    }
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, MakeFigure(runs.spec, runs.inputs));
  EXPECT_OK(CheckFigure(figure));
  EXPECT_OK(CheckTable(FigureTable(figure)));
  ASSERT_EQ(figure.lines_size(), 2);
  ASSERT_EQ(figure.lines(1).points_size(), 2);
  EXPECT_EQ(figure.lines(1).points(0).x(), 5);
  EXPECT_NEAR(figure.lines(1).points(0).y(), 0.85, 1e-12);
  EXPECT_TRUE(figure.lines(1).points(0).has_lo());
  EXPECT_EQ(figure.lines(1).points(0).runs(1).run(), "resnet8_speech_p5_s8");
  EXPECT_THAT(figure.x().ticks(), ElementsAre(5, 20));
  EXPECT_THAT(figure.subtitle(), ::testing::Not(HasSubstr("% of the training images")));
  EXPECT_THAT(figure.interval(), HasSubstr("95 % t interval"));
}

TEST(FractionFigureTest, TwoSeedsHaveNoIntervalAndTheFigureSaysSo) {
  TestReport runs("fraction_figure");
  for (const int seed : {7, 8}) runs.AddRun("resnet8", "category", 5, seed, 0.5);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, MakeFigure(runs.spec, runs.inputs));
  EXPECT_FALSE(figure.has_interval());
  EXPECT_THAT(figure.notes(), ::testing::Contains("Two seeds: no interval."));
  EXPECT_THAT(figure.notes(), ::testing::Not(::testing::Contains(HasSubstr("One seed"))));
}

TEST(FractionFigureTest, OneSeedHasNoIntervalAndTheFigureSaysSo) {
  TestReport runs("fraction_figure");
  runs.AddRun("resnet8", "category", 5, 7, 0.5);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, MakeFigure(runs.spec, runs.inputs));
  EXPECT_OK(CheckFigure(figure));
  EXPECT_FALSE(figure.lines(0).points(0).has_lo());
  EXPECT_FALSE(figure.has_interval());
  EXPECT_EQ(figure.notes(0), "One seed: no interval.");
}

TEST(FractionFigureTest, AFailedRunLeavesTheOtherLines) {
  TestReport runs("fraction_figure");
  runs.AddRun("resnet8", "category", 5, 7, 0.5);
  runs.AddFailedRun("resnet8", "speech", 5, 7);
  runs.AddRun("resnet8", "random", 5, 7, 0.5).Clear();
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, MakeFigure(runs.spec, runs.inputs));
  EXPECT_OK(CheckFigure(figure));
  EXPECT_EQ(figure.lines_size(), 1);
  EXPECT_THAT(figure.missing(), ElementsAre("resnet8_speech_p5_s7 (epoch 1): the loss is nan",
                                            "resnet8_random_p5_s7: no result"));
  ASSERT_EQ(figure.table().rows_size(), 3);
  EXPECT_EQ(figure.table().rows(1).cells(0).status(), Cell::FAILED);
  EXPECT_EQ(figure.table().rows(2).cells(0).status(), Cell::ABSENT);
}

}  // namespace
}  // namespace labelrep
