#include "experiments/figures/curves_table.h"

#include "experiments/figures/fraction_runs.h"
#include "experiments/report/compared_runs.h"
#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Table TableOf(const TestReport& runs) {
  const auto outcomes = CheckedOutcomes(runs.spec, runs.inputs.runs);
  EXPECT_OK(outcomes);
  return MakeCurvesTable(GroupByFraction(runs.spec.catalogue(), *outcomes));
}

TEST(CurvesTableTest, ARowSaysWhereARunBeganAndEnded) {
  TestReport runs("fig2_curves");
  runs.AddRun("resnet8", "speech", 100, 7, 0.5);
  const Table table = TableOf(runs);
  ASSERT_EQ(table.rows_size(), 1);
  EXPECT_THAT(table.rows(0).headings(), ElementsAre("Shapes-10", "ResNet-8", "Speech"));
  std::vector<double> values;
  for (const Cell& cell : table.rows(0).cells()) values.push_back(cell.value());
  EXPECT_THAT(values, ElementsAre(2, 1, 0.5, 0.5, 2));
}

TEST(CurvesTableTest, SeveralSeedsAreAMeanAndMissingOnesAreNamed) {
  TestReport runs("fig2_curves");
  runs.AddRun("resnet8", "speech", 100, 7, 0.5);
  runs.AddRun("resnet8", "speech", 100, 8, 0.5).mutable_epochs(1)->set_train_loss(1.5);
  runs.AddFailedRun("resnet8", "speech", 100, 9);
  const Table table = TableOf(runs);
  EXPECT_EQ(table.rows(0).cells(1).value(), 1.25);
  EXPECT_NEAR(table.rows(0).cells(1).spread(), 0.35355, 1e-5);
  EXPECT_THAT(table.rows(0).cells(1).note(), HasSubstr("2 of 3 seeds; seed 9"));
}

TEST(CurvesTableTest, FractionsAreRowsOfTheirOwn) {
  TestReport runs("fig4_curves");
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
