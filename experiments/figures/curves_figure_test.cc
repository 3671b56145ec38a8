#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/viz/figure_check.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

absl::StatusOr<Figure> Make(const TestReport& runs) { return MakeFigure(runs.spec, runs.inputs); }

TEST(CurvesFigureTest, LossIsRelativeToTheFirstEpoch) {
  TestReport runs("curves_figure");
  runs.AddRun("resnet8", "category", 100, 7, 0.5);
  runs.AddRun("resnet8", "speech", 100, 7, 0.5).mutable_epochs(1)->set_train_loss(0.5);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(runs));
  EXPECT_OK(CheckFigure(figure));
  ASSERT_EQ(figure.lines_size(), 4);
  EXPECT_EQ(figure.lines(0).points(0).y(), 1);
  EXPECT_EQ(figure.lines(0).points(1).y(), 0.5);
  EXPECT_EQ(figure.lines(1).points(1).y(), 0.25);
  EXPECT_EQ(figure.lines(2).row(), 1);
  EXPECT_EQ(figure.lines(2).points(1).y(), 0.5);
  EXPECT_THAT(figure.x().ticks(), ElementsAre(1, 2));
  EXPECT_EQ(figure.title(), "Title of the entry");
  EXPECT_THAT(figure.columns(), ElementsAre("ResNet-8"));
  EXPECT_FALSE(figure.has_interval());
}

TEST(CurvesFigureTest, FractionsArePanelsByTheShareOfTheirEpochs) {
  TestReport runs("curves_figure");
  runs.AddRun("resnet8", "category", 8, 7, 0.5);
  runs.AddRun("resnet8", "category", 2, 7, 0.5);
  runs.AddRun("resnet8", "speech", 2, 7, 0.5);
  runs.inputs.runs[0].mutable_recipe()->set_epochs(4);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(runs));
  EXPECT_OK(CheckFigure(figure));
  EXPECT_THAT(figure.columns(), ElementsAre("ResNet-8, 2 %, 2 epochs", "ResNet-8, 8 %, 4 epochs"));
  ASSERT_EQ(figure.lines_size(), 6);
  EXPECT_EQ(figure.lines(0).points(0).x(), 0.5);
  EXPECT_EQ(figure.lines(1).series(), 1);
  EXPECT_EQ(figure.lines(2).column(), 1);
  EXPECT_EQ(figure.lines(2).points(0).x(), 0.25);
  EXPECT_EQ(figure.x().format(), Axis::SHARE);
}

TEST(CurvesFigureTest, ARunWithoutAResultIsInItsPanelAndChangesNoTitle) {
  TestReport runs("curves_figure");
  for (int percent : {2, 8}) {
    runs.AddRun("resnet8", "category", percent, 7, 0.5);
    runs.AddRun("resnet8", "speech", percent, 7, 0.5).Clear();
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(runs));
  EXPECT_OK(CheckFigure(figure));
  EXPECT_THAT(figure.columns(), ElementsAre("ResNet-8, 2 %, 2 epochs", "ResNet-8, 8 %, 2 epochs"));
  EXPECT_EQ(figure.lines_size(), 4);
  ASSERT_EQ(figure.table().rows_size(), 4);
  EXPECT_EQ(figure.table().rows(3).cells(0).status(), Cell::ABSENT);
}

TEST(CurvesFigureTest, EpochsWithoutValidationAreLeftOut) {
  TestReport runs("curves_figure");
  runs.AddRun("resnet8", "category", 100, 7, 0.5).mutable_epochs(0)->clear_validation_accuracy();
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(runs));
  EXPECT_EQ(figure.lines(0).points_size(), 2);
  ASSERT_EQ(figure.lines(1).points_size(), 1);
  EXPECT_EQ(figure.lines(1).points(0).x(), 2);
}

TEST(CurvesFigureTest, LossIsShownWhereThereIsValidation) {
  TestReport runs("curves_figure");
  runs.AddRun("resnet8", "category", 100, 7, 0.5).mutable_epochs(1)->clear_validation_accuracy();
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(runs));
  ASSERT_EQ(figure.lines(0).points_size(), 1);
  EXPECT_EQ(figure.lines(0).points(0).x(), 1);
}

TEST(CurvesFigureTest, SeveralSeedsAreAMeanWithTheirRange) {
  TestReport runs("curves_figure");
  runs.AddRun("resnet8", "category", 100, 7, 0.5);
  runs.AddRun("resnet8", "category", 100, 8, 0.5).mutable_epochs(1)->set_train_loss(1.5);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(runs));
  EXPECT_EQ(figure.lines(0).points(1).y(), (0.5 + 0.75) / 2);
  EXPECT_EQ(figure.lines(0).points(1).lo(), 0.5);
  EXPECT_EQ(figure.lines(0).points(1).hi(), 0.75);
  EXPECT_EQ(figure.interval(), "smallest to largest of the seeds");
}

TEST(CurvesFigureTest, AFailedRunIsNamedAndMarkedInTheTable) {
  TestReport runs("curves_figure");
  runs.AddRun("resnet8", "category", 100, 7, 0.5);
  runs.AddFailedRun("resnet8", "speech", 100, 7);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(runs));
  EXPECT_OK(CheckFigure(figure));
  EXPECT_EQ(figure.missing_size(), 1);
  ASSERT_EQ(figure.table().rows_size(), 2);
  EXPECT_EQ(figure.table().rows(0).cells(2).value(), 0.5);
  EXPECT_EQ(figure.table().rows(0).cells(4).value(), 2);
  EXPECT_EQ(figure.table().rows(1).cells(0).status(), Cell::FAILED);
}

TEST(CurvesFigureTest, RefusesALossThatNothingCanBeComparedWith) {
  TestReport runs("curves_figure");
  runs.AddRun("resnet8", "category", 100, 7, 0.5).mutable_epochs(0)->set_train_loss(0);
  EXPECT_THAT(Make(runs),
              StatusIs(absl::StatusCode::kFailedPrecondition, "epochs[0].train_loss: 0"));
  runs.inputs.runs[0].clear_epochs();
  EXPECT_THAT(Make(runs), StatusIs(absl::StatusCode::kFailedPrecondition, "epochs: none"));
}

Table TableOf(const TestReport& runs) {
  const absl::StatusOr<Figure> figure = Make(runs);
  EXPECT_OK(figure);
  return figure->table();
}

TEST(CurvesFigureTest, ARowSaysWhereARunBeganAndEnded) {
  TestReport runs("curves_figure");
  runs.AddRun("resnet8", "speech", 100, 7, 0.5);
  const Table table = TableOf(runs);
  ASSERT_EQ(table.rows_size(), 1);
  EXPECT_THAT(table.rows(0).headings(), ElementsAre("Shapes-10", "ResNet-8", "Speech"));
  std::vector<double> values;
  for (const Cell& cell : table.rows(0).cells()) values.push_back(cell.value());
  EXPECT_THAT(values, ElementsAre(2, 1, 0.5, 0.5, 2));
}

TEST(CurvesFigureTest, SeveralSeedsAreAMeanAndMissingOnesAreNamed) {
  TestReport runs("curves_figure");
  runs.AddRun("resnet8", "speech", 100, 7, 0.5);
  runs.AddRun("resnet8", "speech", 100, 8, 0.5).mutable_epochs(1)->set_train_loss(1.5);
  runs.AddFailedRun("resnet8", "speech", 100, 9);
  const Table table = TableOf(runs);
  EXPECT_EQ(table.rows(0).cells(1).value(), 1.25);
  EXPECT_NEAR(table.rows(0).cells(1).spread(), 0.35355, 1e-5);
  EXPECT_THAT(table.rows(0).cells(1).note(), HasSubstr("2 of 3 seeds; seed 9"));
}

TEST(CurvesFigureTest, FractionsAreRowsOfTheirOwn) {
  TestReport runs("curves_figure");
  runs.AddRun("resnet8", "speech", 2, 7, 0.5);
  runs.AddRun("resnet8", "speech", 8, 7, 0.5).mutable_epochs(1)->set_train_loss(1.5);
  const Table table = TableOf(runs);
  ASSERT_EQ(table.rows_size(), 2);
  EXPECT_THAT(table.rows(0).headings(), ElementsAre("Shapes-10", "ResNet-8", "2 %", "Speech"));
  EXPECT_EQ(table.rows(0).cells(1).value(), 1);
  EXPECT_EQ(table.rows(1).cells(1).value(), 1.5);
}

}  // namespace
}  // namespace labelrep
