#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/viz/figure_check.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

void AddPublished(TestReport& report, const std::string& label, double percent, double accuracy,
                  PublishedNumber::Split split = PublishedNumber::VALIDATION) {
  report.inputs.published.set_title("Elsewhere");
  report.inputs.published.set_source("a paper");
  PublishedNumber& number = *report.inputs.published.add_numbers();
  number.set_dataset("shapes10");
  number.set_encoder("resnet8");
  number.set_label(label);
  number.set_train_fraction_percent(percent);
  number.set_split(split);
  number.set_accuracy_percent(accuracy);
}

TEST(PublishedFigureTest, HasPublishedNumbersAboveOurs) {
  TestReport report("published_figure");
  for (int seed : {7, 8}) {
    // Their best epoch has 50 % of the validation split.
    report.AddRun("resnet8", "speech", 2, seed, 0.45).set_best_epoch(2);
  }
  report.AddFailedRun("resnet8", "speech", 20, 7);
  AddPublished(report, "speech", 2, 46);
  AddPublished(report, "speech", 20, 70);
  AddPublished(report, "speech", 2, 30, PublishedNumber::TEST);
  AddPublished(report, "shuffle", 2, 40);  // of a kind that was not asked for
  const absl::StatusOr<Figure> figure = MakeFigure(report.spec, report.inputs);
  ASSERT_THAT(figure, IsOk());
  EXPECT_THAT(CheckFigure(*figure), IsOk());
  ASSERT_EQ(figure->rows_size(), 2);
  EXPECT_EQ(figure->rows(0).heading(), "Elsewhere");
  EXPECT_EQ(figure->rows(1).heading(), "ours");
  ASSERT_EQ(figure->lines_size(), 2);
  EXPECT_EQ(figure->lines(0).row(), 0);
  ASSERT_EQ(figure->lines(0).points_size(), 2);
  EXPECT_DOUBLE_EQ(figure->lines(0).points(0).y(), 0.46);
  EXPECT_DOUBLE_EQ(figure->lines(0).points(1).x(), 20);
  ASSERT_EQ(figure->lines(1).points_size(), 1);
  EXPECT_DOUBLE_EQ(figure->lines(1).points(0).y(), 0.5);
  EXPECT_EQ(figure->lines(1).points(0).runs_size(), 2);
  EXPECT_THAT(figure->notes(1), HasSubstr("2 of our 3 runs are measured. Published: a paper."));
}

TEST(PublishedFigureTest, RefusesVariantsBesidePublishedNumbers) {
  TestReport report("published_figure");
  AddPublished(report, "speech", 2, 46);
  report.AddRun("resnet8", "speech", 2, 7, 0.45);
  EXPECT_THAT(MakeFigure(report.spec, report.inputs).status(), IsOk());
  report.SetVariant("rate", "rate 0.01");
  EXPECT_THAT(MakeFigure(report.spec, report.inputs),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "run resnet8_speech_p2_s7_rate: variant: \"rate\", expected none"));
}

TEST(PublishedFigureTest, RefusesASpecWithoutPublishedNumbers) {
  TestReport report("published_figure");
  report.AddRun("resnet8", "speech", 2, 7, 0.45);
  EXPECT_THAT(MakeFigure(report.spec, report.inputs),
              StatusIs(absl::StatusCode::kInvalidArgument, "published: expected a file"));
}

}  // namespace
}  // namespace labelrep
