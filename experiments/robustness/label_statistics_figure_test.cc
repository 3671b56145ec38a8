#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/make.h"
#include "lib/base/status_matchers.h"
#include "lib/report/table_check.h"
#include "lib/viz/figure_check.h"

namespace labelrep {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Adds the label set of a kind for the runs that have it.
void AddLabels(const std::string& kind, TestReport& report) {
  LabelRequest request;
  request.recipe.set_kind(kind);
  request.class_names = {"circle", "square", "star"};
  const absl::StatusOr<LabelSet> labels = MakeLabels(request);
  ASSERT_OK(labels);
  ReportSpec::Labels& entry = *report.spec.add_label_sets();
  entry.set_dataset("shapes10");
  entry.set_kind(kind);
  report.inputs.label_sets.push_back(*labels);
}

// Accuracy rises with the dimension, and worst-case accuracy falls with it.
TestReport Example() {
  TestReport report("label_statistics_figure");
  const char* const kinds[] = {"category", "normal_5", "normal_50", "normal_500", "normal_4000"};
  for (int i = 0; i < 5; ++i) {
    report.AddRun("resnet8", kinds[i], 5, 7, 0.1 + 0.1 * i);
    report.AddRun("resnet8", kinds[i], 100, 7, 0.8);
    report.AddAttack("attack: 'fgsm' epsilons: 0.1", 2, {i});
    report.AddAttack("attack: 'fgsm' variant: RELEASE epsilons: 0.1", 2, {0});
    report.AddAttack("attack: 'pgd' objective: MARGIN epsilons: 0.1", 2, {i + 2});
    AddLabels(kinds[i], report);
  }
  return report;
}

absl::StatusOr<Figure> Make(const TestReport& report) {
  return MakeFigure(report.spec, report.inputs);
}

const Row& FindRow(const Table& table, const std::string& outcome, const std::string& statistic) {
  for (const Row& row : table.rows()) {
    if (row.headings(1) == outcome && row.headings(2) == statistic) return row;
  }
  ADD_FAILURE() << "no row " << outcome << ", " << statistic;
  return table.rows(0);
}

TEST(LabelStatisticsFigureTest, PanelsAreOutcomesByStatistics) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(Example()));
  EXPECT_OK(CheckFigure(figure));
  EXPECT_THAT(figure.columns(),
              ElementsAre("accuracy, 5 % of the images", "accuracy",
                          "under the paper's attacks, epsilon 0.1", "worst case, epsilon 0.1"));
  ASSERT_EQ(figure.rows_size(), 6);
  EXPECT_EQ(figure.rows(0).y().title(), "entropy (bits)");
  // The members of a family are one series.
  ASSERT_EQ(figure.series_size(), 2);
  EXPECT_EQ(figure.series(0).name(), "Category");
  EXPECT_EQ(figure.series(1).name(), "Normal (D numbers)");
  EXPECT_EQ(figure.lines_size(), 6 * 4 * 2);
}

TEST(LabelStatisticsFigureTest, TheTableHasRankCorrelations) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(Example()));
  const Table& table = figure.table();
  EXPECT_OK(CheckTable(table));
  EXPECT_EQ(table.rows_size(), 4 * 6);
  const Row& few = FindRow(table, "accuracy, 5 % of the images", "dimension");
  EXPECT_EQ(few.headings(0), "Shapes-10, ResNet-8");
  EXPECT_EQ(few.cells(0).value(), 5);
  // Category has three numbers.
  EXPECT_EQ(few.cells(1).value(), 1);
  EXPECT_EQ(FindRow(table, "worst case, epsilon 0.1", "dimension").cells(1).value(), -1);
  EXPECT_EQ(FindRow(table, "under the paper's attacks, epsilon 0.1", "dimension").cells(1).value(),
            -1);
  // All accuracies are the same.
  EXPECT_EQ(FindRow(table, "accuracy", "dimension").cells(1).status(), Cell::NOT_APPLICABLE);
}

TEST(LabelStatisticsFigureTest, ADrawIsALabelSetOfItsOwn) {
  TestReport report("label_statistics_figure");
  for (const uint64_t draw : {7, 8}) {
    RunResult& result = report.AddRun("resnet8", "random", 100, draw, 0.1 * draw);
    result.mutable_recipe()->mutable_label()->set_seed(draw);
  }
  AddLabels("random", report);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(report));
  EXPECT_OK(CheckFigure(figure));
  ASSERT_FALSE(figure.lines().empty());
  EXPECT_EQ(figure.lines(0).points_size(), 2);
}

TEST(LabelStatisticsFigureTest, SeedsOfOneLabelSetAreAveraged) {
  TestReport report("label_statistics_figure");
  report.AddRun("resnet8", "category", 100, 7, 0.6);
  report.AddRun("resnet8", "category", 100, 8, 0.8);
  AddLabels("category", report);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(report));
  ASSERT_EQ(figure.lines(0).points_size(), 1);
  EXPECT_DOUBLE_EQ(figure.lines(0).points(0).x(), 0.7);
}

TEST(LabelStatisticsFigureTest, WhatFailedIsNamedAndTheOthersStay) {
  TestReport report = Example();
  report.AddFailedRun("resnet8", "normal_10", 100, 7);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(report));
  EXPECT_OK(CheckFigure(figure));
  EXPECT_THAT(figure.missing(), Contains(HasSubstr("normal_10")));
  EXPECT_EQ(FindRow(figure.table(), "accuracy", "rank").cells(0).value(), 5);
}

TEST(LabelStatisticsFigureTest, RefusesRunsWithoutTheirLabels) {
  TestReport report = Example();
  report.AddRun("resnet8", "speech", 100, 7, 0.5);
  EXPECT_THAT(Make(report), StatusIs(absl::StatusCode::kInvalidArgument, "\"speech\" on shapes10"));
}

}  // namespace
}  // namespace labelrep
