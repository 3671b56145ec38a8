#include "experiments/report/report_testing.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(BestEpochFigureTest, HasAPointForEachRun) {
  TestReport report("best_epoch_figure");
  report.AddRun("resnet8", "category", 100, 7, 0.75).set_best_epoch(2);
  report.AddFailedRun("resnet8", "speech", 100, 7);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, MakeFigure(report.spec, report.inputs));
  ASSERT_EQ(figure.lines_size(), 1);
  EXPECT_EQ(figure.lines(0).points(0).x(), 2);
  EXPECT_DOUBLE_EQ(figure.lines(0).points(0).y(), 0.75);
  EXPECT_EQ(figure.missing_size(), 1);
}

}  // namespace
}  // namespace labelrep
