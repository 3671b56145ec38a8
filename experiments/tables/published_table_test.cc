#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/report/markdown.h"
#include "lib/report/table_check.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Two seeds of category, one of speech; published are these at 2 %, and shuffle, which failed here.
TestReport TwoKinds() {
  TestReport report("published_table");
  report.AddRun("resnet8", "category", 2, 7, 0.30);
  report.AddRun("resnet8", "category", 2, 8, 0.32);
  report.AddFailedRun("resnet8", "shuffle", 2, 7);
  report.AddRun("resnet8", "speech", 2, 7, 0.45);
  report.inputs.published.set_title("Elsewhere");
  report.inputs.published.set_source("a paper");
  report.inputs.published.add_notes("One seed.");
  for (const auto& [label, percent] :
       {std::pair("shuffle", 50), {"speech", 46}, {"category", 60}}) {
    PublishedNumber& number = *report.inputs.published.add_numbers();
    number.set_dataset("shapes10");
    number.set_encoder("resnet8");
    number.set_label(label);
    number.set_train_fraction_percent(2);
    number.set_split(PublishedNumber::TEST);
    number.set_accuracy_percent(percent);
  }
  return report;
}

std::vector<std::string> Verdicts(const Table& table) {
  std::vector<std::string> verdicts;
  for (const Row& row : table.rows()) {
    verdicts.push_back(row.headings(2) + "/" + row.headings(3) + ": " + row.cells(4).text());
  }
  return verdicts;
}

TEST(PublishedTableTest, SaysOfEachCellWhetherItIsWithinWhatOurSeedsGive) {
  const TestReport report = TwoKinds();
  const absl::StatusOr<Table> table = MakeTable(report.spec, report.inputs);
  ASSERT_THAT(table, IsOk());
  ASSERT_THAT(CheckTable(*table), IsOk());
  EXPECT_THAT(Verdicts(*table), ElementsAre("Category/test: outside", "Speech/test: one run",
                                            "Shuffle/test: not run"));
  EXPECT_THAT(TableAsMarkdown(*table),
              AllOf(HasSubstr("31.00 ± 1.41"), HasSubstr("-29.00 ["), HasSubstr("Elsewhere"),
                    HasSubstr("published: a paper."), HasSubstr("One seed.")));
}

TEST(PublishedTableTest, ShowsOurTestSplitBesideValidation) {
  TestReport report = TwoKinds();
  for (PublishedNumber& number : *report.inputs.published.mutable_numbers()) {
    number.set_split(PublishedNumber::VALIDATION);
  }
  for (RunResult& run : report.inputs.runs) {
    run.add_epochs()->set_validation_accuracy(0.5);
    run.set_best_epoch(run.epochs_size());
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, MakeTable(report.spec, report.inputs));
  ASSERT_EQ(table.columns_size(), 6);
  EXPECT_EQ(table.columns(5).headings(0), "test split");
  EXPECT_DOUBLE_EQ(table.rows(0).cells(1).value(), 0.5);
  EXPECT_DOUBLE_EQ(table.rows(0).cells(5).value(), 0.31);
  EXPECT_EQ(table.rows(2).cells(5).status(), Cell::ABSENT);
}

TEST(PublishedTableTest, OfAttacksHasTheCellsUnderAttack) {
  TestReport report = TwoKinds();
  // Of ten images, one is wrong without attack, and four more are misled.
  report.AddAttack("attack: 'fgsm' epsilons: 0.1 variant: RELEASE", 1, {4});
  PublishedNumber& number = *report.inputs.published.add_numbers();
  number = report.inputs.published.numbers(1);
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "attack: 'fgsm' variant: RELEASE epsilons: 0.1", number.mutable_attack()));
  const absl::StatusOr<Table> table = MakeTable(report.spec, report.inputs);
  ASSERT_THAT(table, IsOk());
  EXPECT_THAT(Verdicts(*table), ElementsAre("Speech/FGSM, untargeted, epsilon 0.1: one run"));
  EXPECT_DOUBLE_EQ(table->rows(0).cells(1).value(), 0.5);
}

TEST(PublishedTableTest, BesideAccuraciesUnderAttackStandThoseWithout) {
  TestReport report = TwoKinds();
  report.AddAttack("attack: 'fgsm' epsilons: 0.1 variant: RELEASE", 1, {4});
  PublishedNumber& number = *report.inputs.published.add_numbers();
  number = report.inputs.published.numbers(1);
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "attack: 'fgsm' variant: RELEASE epsilons: 0.1", number.mutable_attack()));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, MakeTable(report.spec, report.inputs));
  ASSERT_EQ(table.columns_size(), 8);
  EXPECT_DOUBLE_EQ(table.rows(0).cells(5).value(), 0.46);
  EXPECT_DOUBLE_EQ(table.rows(0).cells(6).value(), 0.45);
  EXPECT_NEAR(table.rows(0).cells(7).value(), -1, 1e-9);
  report.inputs.attacks[0].mutable_recipe()->set_images(10);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table of_some, MakeTable(report.spec, report.inputs));
  EXPECT_THAT(of_some.notes(), ::testing::Contains(HasSubstr("on the first 10 test images")));
}

// The publication trained for longer, with the authors' file of the labels.
TEST(PublishedTableTest, RunsOfAnotherRecipeAreComparedWithoutVerdict) {
  TestReport report = TwoKinds();
  for (PublishedNumber& number : *report.inputs.published.mutable_numbers()) {
    number.set_label("paper_" + number.label());
    number.set_epochs(100);
  }
  for (const char* label : {"speech", "shuffle"}) {
    ReportSpec::SameLabels& same = *report.spec.add_same_labels();
    same.set_published(std::string("paper_") + label);
    same.set_own(label);
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, MakeTable(report.spec, report.inputs));
  ASSERT_THAT(CheckTable(table), IsOk());
  ASSERT_EQ(table.rows_size(), 1);
  EXPECT_EQ(table.rows(0).headings(2), "Speech");
  EXPECT_DOUBLE_EQ(table.rows(0).cells(0).value(), 0.46);
  EXPECT_DOUBLE_EQ(table.rows(0).cells(1).value(), 0.45);
  EXPECT_EQ(table.columns_size(), 5);
}

TEST(PublishedTableTest, CountsCellsOfWhichNoRunIsAskedFor) {
  TestReport report = TwoKinds();
  report.inputs.published.mutable_numbers(0)->set_encoder("vgg19");
  report.inputs.published.mutable_numbers(1)->set_train_fraction_percent(4);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, MakeTable(report.spec, report.inputs));
  EXPECT_THAT(Verdicts(table), ElementsAre("Category/test: outside"));
  EXPECT_THAT(table.notes(), ::testing::Contains(HasSubstr("Left out: 2 published numbers")));
}

TEST(PublishedTableTest, RefusesASpecWithoutPublishedNumbers) {
  TestReport report = TwoKinds();
  report.inputs.published.clear_numbers();
  EXPECT_THAT(MakeTable(report.spec, report.inputs),
              StatusIs(absl::StatusCode::kInvalidArgument, "published: expected a file"));
}

}  // namespace
}  // namespace labelrep
