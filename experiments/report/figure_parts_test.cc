#include "experiments/report/figure_parts.h"

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(FigurePartsTest, FillsTheFigureAndNamesMissingRuns) {
  TestReport report("fig");
  report.AddRun("resnet8", "category", 100, 7, 0.5);
  report.AddFailedRun("resnet8", "speech", 100, 7);
  report.AddFailedRun("resnet8", "speech", 100, 8);
  report.AddRun("resnet8", "random", 100, 7, 0.5).Clear();
  const Figure figure = StartFigure(report.spec, report.Runs());
  EXPECT_EQ(figure.name(), "fig");
  EXPECT_EQ(figure.title(), "Title of the entry");
  EXPECT_EQ(figure.profile(), "smoke");
  EXPECT_THAT(figure.subtitle(), HasSubstr("Shapes-10. Smoke run"));
  EXPECT_THAT(figure.subtitle(), HasSubstr("2 epochs"));
  EXPECT_THAT(figure.columns(), ElementsAre("ResNet-8"));
  EXPECT_THAT(figure.missing(),
              ElementsAre("2 runs, the loss is nan: resnet8_speech_p100_s7 (epoch 1), "
                          "resnet8_speech_p100_s8 (epoch 1)",
                          "resnet8_random_p100_s7: no result"));
  EXPECT_EQ(figure.series(1).color(), "#D55E00");
}

TEST(FigurePartsTest, AVariantHasItsKindsColourAndADashOfItsOwn) {
  TestReport report("fig");
  report.AddRun("resnet8", "speech", 100, 7, 0.5);
  for (const char* name : {"rate", "decay"}) {
    report.AddRun("resnet8", "speech", 100, 7, 0.5);
    report.SetVariant(name, name);
  }
  const Figure figure = StartFigure(report.spec, report.Runs());
  ASSERT_EQ(figure.series_size(), 3);
  for (const Series& series : figure.series()) EXPECT_EQ(series.color(), "#D55E00");
  EXPECT_EQ(figure.series(1).name(), "Speech with rate");
  EXPECT_THAT(figure.series(0).dash(), ElementsAre());
  EXPECT_THAT(figure.series(1).dash(), ElementsAre(6, 3));
  EXPECT_THAT(figure.series(2).dash(), ElementsAre(2, 2));
}

TEST(FigurePartsTest, SeedsShareALine) {
  TestReport report("fig");
  report.AddRun("resnet8", "category", 100, 7, 0.5);
  report.AddRun("resnet8", "category", 100, 8, 0.5);
  const ReportRuns runs = report.Runs();
  SeedLines lines;
  lines.Add(0, 0, runs.outcomes[0], 2, 0.5);
  lines.Add(0, 0, runs.outcomes[0], 1, 0.25);
  lines.Add(0, 0, runs.outcomes[1], 2, 1);
  for (const std::vector<Line>& made : {lines.Means(), lines.Ranges()}) {
    ASSERT_EQ(made.size(), 1);
    ASSERT_EQ(made[0].points_size(), 2);
    EXPECT_EQ(made[0].points(0).x(), 1);
    EXPECT_EQ(made[0].points(0).y(), 0.25);
    EXPECT_FALSE(made[0].points(0).has_lo());
    EXPECT_EQ(made[0].points(1).y(), 0.75);
  }
  EXPECT_EQ(lines.Means()[0].points(1).runs(1).run(), "resnet8_category_p100_s8");
  EXPECT_LT(lines.Means()[0].points(1).lo(), 0.5);
  EXPECT_EQ(lines.Ranges()[0].points(1).lo(), 0.5);
  EXPECT_EQ(lines.Ranges()[0].points(1).hi(), 1);
}

TEST(FigurePartsTest, LinesStandByPanelAndLabel) {
  TestReport report("fig");
  for (const char* kind : {"speech", "category"}) report.AddRun("resnet8", kind, 100, 7, 0.5);
  const ReportRuns runs = report.Runs();
  SeedLines lines;
  for (const int column : {1, 0}) {
    for (const RunOutcome& run : runs.outcomes) lines.Add(0, column, run, 1, 0.5);
  }
  const std::vector<Line> made = lines.Means();
  ASSERT_EQ(made.size(), 4);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(made[i].row(), 0);
    EXPECT_EQ(made[i].column(), i / 2);
    EXPECT_EQ(made[i].series(), i % 2);
  }
}

}  // namespace
}  // namespace labelrep
