#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/report/markdown.h"
#include "lib/report/table_check.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A spec and its results, built run by run.
struct Runs {
  ReportSpec spec = TestReport("accuracy_table").spec;
  ReportInputs inputs;

  // Adds a measured run of a regression label, or of a category for kind "category".
  RunResult& Add(const std::string& dataset, const std::string& encoder, const std::string& kind,
                 int64_t correct) {
    ReportSpec::Run& run = *spec.add_runs();
    run = MakeRun(dataset, encoder, kind, 7);
    run.set_name(dataset + "_" + encoder + "_" + kind);
    RunResult result = MakeResult(run);
    result.mutable_recipe()->set_epochs(kind == "category" ? 8 : 12);
    result.mutable_test()->set_images(1000);
    if (kind == "category") {
      result.mutable_test()->set_correct_by_largest_output(correct);
    } else {
      result.mutable_test()->set_correct_by_nearest_label(correct);
      if (kind != "lowdim") result.mutable_test()->set_correct_by_threshold(correct / 2);
    }
    inputs.runs.push_back(result);
    return inputs.runs.back();
  }
};

std::vector<std::string> RowNames(const Table& table) {
  std::vector<std::string> names;
  for (const Row& row : table.rows()) names.push_back(row.headings(0) + "/" + row.headings(1));
  return names;
}

std::vector<std::string> ColumnNames(const Table& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns()) {
    names.push_back(column.headings(0) + "/" + column.headings(1));
  }
  return names;
}

TEST(AccuracyTableTest, RowsAndColumnsAreTheCataloguesThenTheOthers) {
  Runs runs;
  for (const char* kind :
       {"mine", "constant", "lowdim", "shuffle", "speech", "composite", "category"}) {
    for (const char* dataset : {"mydata", "cifar100", "cifar10"}) {
      for (const char* encoder : {"vit", "resnet110", "vgg19"})
        runs.Add(dataset, encoder, kind, 500);
    }
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, MakeTable(runs.spec, runs.inputs));
  EXPECT_OK(CheckTable(table));
  EXPECT_THAT(
      RowNames(table),
      ElementsAre("Category/largest output", "Speech/threshold", "Speech/NN", "Shuffle/threshold",
                  "Shuffle/NN", "Composite/threshold", "Composite/NN", "Constant/threshold",
                  "Constant/NN", "Low-dim/NN", "mine/threshold", "mine/NN"));
  EXPECT_THAT(
      ColumnNames(table),
      ElementsAre("CIFAR-10 accuracy/VGG19", "CIFAR-10 accuracy/ResNet-110",
                  "CIFAR-10 accuracy/vit", "CIFAR-100 accuracy/VGG19",
                  "CIFAR-100 accuracy/ResNet-110", "CIFAR-100 accuracy/vit",
                  "mydata accuracy/VGG19", "mydata accuracy/ResNet-110", "mydata accuracy/vit"));
  EXPECT_EQ(table.rows(0).cells(4).value(), 0.5);
  EXPECT_EQ(table.rows(1).cells(4).value(), 0.25);
}

TEST(AccuracyTableTest, SaysWhichDataSetsAKindHasLabelsFor) {
  Runs runs;
  for (const char* dataset : {"cifar10", "cifar100"})
    runs.Add(dataset, "resnet32", "category", 500);
  runs.Add("cifar10", "resnet32", "paper_lowdim", 500);
  runs.Add("cifar10", "resnet32", "speech", 500);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, MakeTable(runs.spec, runs.inputs));
  // Speech for CIFAR-100 could be there, and this profile does not have it.
  EXPECT_EQ(table.rows(1).cells(1).note(), "no such run is part of the profile");
  const Row& lowdim = table.rows(table.rows_size() - 1);
  EXPECT_THAT(lowdim.headings(0), HasSubstr("authors' file"));
  EXPECT_THAT(lowdim.cells(1).note(), HasSubstr("no labels for CIFAR-100: this kind's entry"));
  EXPECT_EQ(lowdim.cells(0).note(), "");
}

TEST(AccuracyTableTest, SaysWhatItWasMeasuredOn) {
  Runs runs;
  runs.Add("shapes10", "resnet8", "category", 900);
  runs.Add("shapes10", "resnet8", "speech", 880);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, MakeTable(runs.spec, runs.inputs));
  EXPECT_THAT(table.subtitle(),
              HasSubstr("Smoke run: embedded data set, slim encoders; not the paper's"));
  EXPECT_THAT(table.subtitle(), HasSubstr("1,000 test images"));
  EXPECT_THAT(table.subtitle(), HasSubstr("8 epochs (Category), 12 epochs (Speech)"));
  EXPECT_EQ(table.profile(), "smoke");
}

TEST(AccuracyTableTest, FailedAndAbsentRunsAreMarkedAndTheOthersStay) {
  Runs runs;
  runs.Add("shapes10", "resnet8", "category", 900);
  RunResult& diverged = runs.Add("shapes10", "resnet8", "speech", 880);
  diverged.clear_test();
  diverged.mutable_failure()->set_message("the loss is nan");
  diverged.mutable_failure()->set_step(3);
  runs.Add("shapes100", "resnet8", "speech", 250);
  runs.spec.mutable_runs(2)->set_name("other");
  runs.Add("shapes100", "resnet8", "category", 1).Clear();
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, MakeTable(runs.spec, runs.inputs));
  EXPECT_OK(CheckTable(table));
  const std::string markdown = TableAsMarkdown(table);
  EXPECT_THAT(
      markdown,
      HasSubstr(
          "| Category | largest output |                  90.00 |                     — ¹ |"));
  EXPECT_THAT(
      markdown,
      HasSubstr(
          "| Speech   | threshold      |               failed ² |                   12.50 |"));
  EXPECT_THAT(
      markdown,
      HasSubstr(
          "|          | NN             |               failed ² |                   25.00 |"));
  EXPECT_THAT(markdown, HasSubstr("¹ shapes100_resnet8_category: no result\n"));
  EXPECT_THAT(markdown, HasSubstr("² shapes10_resnet8_speech (step 3): the loss is nan\n"));
}

TEST(AccuracyTableTest, RefusesNoRuns) {
  EXPECT_THAT(MakeTable(TestReport("accuracy_table").spec, {}),
              StatusIs(absl::StatusCode::kInvalidArgument, "no runs"));
}

}  // namespace
}  // namespace labelrep
