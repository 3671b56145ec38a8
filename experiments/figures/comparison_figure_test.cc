#include <cmath>

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

// Columns of the table.
constexpr int kAccuracy = 0;
constexpr int kSeeds = 1;
constexpr int kDifference = 2;
constexpr int kP = 4;
constexpr int kValidation = 6;

Figure Make(const TestReport& report) {
  const absl::StatusOr<Figure> figure = MakeFigure(report.spec, report.inputs);
  EXPECT_THAT(figure, IsOk());
  EXPECT_THAT(CheckFigure(*figure), IsOk());
  EXPECT_THAT(CheckTable(FigureTable(*figure)), IsOk());
  return *figure;
}

// Category as it is and at a smaller rate, and speech, at three seeds.
TestReport Controls() {
  TestReport report("comparison_figure");
  report.spec.set_baseline("category");
  const double varied[] = {0.41, 0.45, 0.43};
  for (int i = 0; i < 3; ++i) {
    report.AddRun("resnet8", "category", 2, 7 + i, 0.3 + 0.01 * i);
    report.AddRun("resnet8", "category", 2, 7 + i, varied[i]);
    report.SetVariant("rate", "rate 0.01");
    report.AddRun("resnet8", "speech", 2, 7 + i, 0.45);
  }
  return report;
}

TEST(ComparisonFigureTest, EachKindAndVariantHasAPlaceWithItsSeeds) {
  const Figure figure = Make(Controls());
  EXPECT_TRUE(figure.x().by_series());
  EXPECT_THAT(figure.columns(), ElementsAre("ResNet-8"));
  std::vector<std::string> names;
  for (const Series& series : figure.series()) names.push_back(series.name());
  EXPECT_THAT(names, ElementsAre("Category", "Category with rate 0.01", "Speech"));
  ASSERT_EQ(figure.lines_size(), 3);
  const Point& varied = figure.lines(1).points(0);
  EXPECT_EQ(varied.x(), 1);
  EXPECT_NEAR(varied.y(), 0.43, 1e-12);
  // The 97.5 % quantile of Student's t with 2 degrees of freedom is 4.302653.
  EXPECT_NEAR(varied.hi() - varied.y(), 4.302653 * 0.02 / std::sqrt(3), 1e-6);
  ASSERT_EQ(varied.runs_size(), 3);
  EXPECT_EQ(varied.runs(1).run(), "resnet8_category_p2_s8_rate");
  EXPECT_EQ(varied.runs(1).y(), 0.45);
  EXPECT_THAT(figure.interval(), HasSubstr("95 % t interval"));
}

TEST(ComparisonFigureTest, TheTableHasDifferencesAndBothSplits) {
  const Table table = Make(Controls()).table();
  ASSERT_EQ(table.rows_size(), 3);
  EXPECT_THAT(table.rows(1).headings(),
              ElementsAre("Shapes-10", "ResNet-8", "2 %", "Category with rate 0.01"));
  const auto& cells = table.rows(1).cells();
  EXPECT_NEAR(cells[kAccuracy].value(), 0.43, 1e-12);
  EXPECT_NEAR(cells[kAccuracy].spread(), 0.02, 1e-12);
  EXPECT_EQ(cells[kSeeds].value(), 3);
  EXPECT_NEAR(cells[kDifference].value(), 12, 1e-9);
  EXPECT_TRUE(cells[kDifference].has_lo());
  EXPECT_TRUE(cells[kP].has_value());
  EXPECT_THAT(table.columns(kAccuracy).headings(), ElementsAre("test accuracy"));
  EXPECT_THAT(table.columns(kValidation).headings(), ElementsAre("validation accuracy"));
  EXPECT_EQ(cells[kValidation].value(), 0.5);
}

TEST(ComparisonFigureTest, TheAxisHoldsWhatIsThereInTensOfPerCent) {
  TestReport report("comparison_figure");
  report.AddRun("resnet8", "category", 2, 7, 0.41);
  report.AddRun("resnet8", "speech", 2, 7, 0.5);
  const Figure figure = Make(report);
  EXPECT_NEAR(figure.rows(0).y().min(), 0.4, 1e-12);
  EXPECT_NEAR(figure.rows(0).y().max(), 0.6, 1e-12);
  EXPECT_EQ(figure.notes(0), "One seed: no interval.");
}

TEST(ComparisonFigureTest, TheAxisEndsAtAllAndNone) {
  TestReport report("comparison_figure");
  for (int seed : {7, 8}) report.AddRun("resnet8", "speech", 2, seed, seed - 7);
  const Figure figure = Make(report);
  EXPECT_EQ(figure.rows(0).y().min(), 0);
  EXPECT_EQ(figure.rows(0).y().max(), 1);
}

TEST(ComparisonFigureTest, WithoutABaselineVariantsAreComparedWithTheirOwnLabel) {
  TestReport report = Controls();
  report.spec.clear_baseline();
  const Table table = Make(report).table();
  EXPECT_NEAR(table.rows(1).cells(kDifference).value(), 12, 1e-9);
  EXPECT_EQ(table.rows(2).cells(kDifference).status(), Cell::NOT_APPLICABLE);
}

TEST(ComparisonFigureTest, MissingRunsAreNamedAndTheOthersStay) {
  TestReport report = Controls();
  report.AddFailedRun("resnet8", "category", 2, 10);
  report.SetVariant("decay", "weight decay 5e-4");
  const Figure figure = Make(report);
  EXPECT_EQ(figure.lines_size(), 3);
  EXPECT_THAT(figure.missing(),
              ElementsAre("resnet8_category_p2_s10_decay (epoch 1): the loss is nan"));
  ASSERT_EQ(figure.table().rows_size(), 4);
  EXPECT_EQ(figure.table().rows(2).cells(kAccuracy).status(), Cell::FAILED);
  EXPECT_EQ(figure.table().rows(2).cells(kSeeds).value(), 0);
}

TEST(ComparisonFigureTest, FractionsAreColumnsOfTheirOwn) {
  TestReport report("comparison_figure");
  report.AddRun("resnet8", "category", 2, 7, 0.3);
  report.AddRun("resnet8", "category", 8, 7, 0.6);
  const Figure figure = Make(report);
  EXPECT_THAT(figure.columns(), ElementsAre("ResNet-8, 2 %", "ResNet-8, 8 %"));
  EXPECT_EQ(figure.lines(1).column(), 1);
}

TEST(ComparisonFigureTest, NothingMeasuredIsAFigureOfWhatIsMissing) {
  TestReport report("comparison_figure");
  report.AddFailedRun("resnet8", "category", 2, 7);
  const Figure figure = Make(report);
  EXPECT_TRUE(figure.lines().empty());
  EXPECT_EQ(figure.missing_size(), 1);
}

}  // namespace
}  // namespace labelrep
