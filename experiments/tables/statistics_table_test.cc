#include <cmath>

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/report/table_check.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

LabelSet TwoLabels(std::vector<float> values) {
  LabelSet labels;
  labels.mutable_recipe()->set_kind("mine");
  labels.add_class_names("a");
  labels.add_class_names("b");
  labels.add_shape(static_cast<int>(values.size()) / 2);
  for (float value : values) labels.add_values(value);
  labels.set_loss(LabelSet::SMOOTH_L1);
  labels.set_decision(LabelSet::NEAREST_LABEL);
  return labels;
}

ReportInputs Inputs(const std::vector<LabelSet>& label_sets) { return {{}, {}, label_sets, {}}; }

void AddEntry(ReportSpec& spec, const std::string& dataset, const std::string& kind) {
  ReportSpec::Labels& entry = *spec.add_label_sets();
  entry.set_dataset(dataset);
  entry.set_kind(kind);
  entry.set_file(dataset + "_" + kind + ".pb");
}

TEST(StatisticsTableTest, RowsAreInOrderAndColumnsAreStatistics) {
  ReportSpec spec = TestReport("statistics_table").spec;
  spec.add_label_order("constant");
  AddEntry(spec, "mydata", "mine");
  AddEntry(spec, "cifar10", "speech");
  AddEntry(spec, "cifar10", "constant");
  const LabelSet labels = TwoLabels({0, 1, 4, 1});
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table,
                                MakeTable(spec, Inputs({labels, labels, TwoLabels({0, 0, 4, 4})})));
  EXPECT_OK(CheckTable(table));
  ASSERT_EQ(table.rows_size(), 3);
  EXPECT_EQ(table.rows(0).headings(0), "Constant");
  EXPECT_EQ(table.rows(1).headings(0), "Speech");
  EXPECT_EQ(table.rows(2).headings(0), "mine");
  ASSERT_EQ(table.columns_size(), 6);
  EXPECT_THAT(table.columns(0).headings(), ElementsAre("CIFAR-10", "entropy"));
  EXPECT_THAT(table.columns(5).headings(), ElementsAre("mydata", "L2"));

  const Row& constant = table.rows(0);
  EXPECT_EQ(constant.cells(0).value(), 0);
  EXPECT_EQ(constant.cells(1).value(), 2);
  EXPECT_DOUBLE_EQ(constant.cells(2).value(), std::sqrt(2.0));
  EXPECT_EQ(constant.cells(3).status(), Cell::ABSENT);
  const Row& speech = table.rows(1);
  EXPECT_EQ(speech.cells(0).value(), 1);
  EXPECT_EQ(speech.cells(0).spread(), 0);
  EXPECT_EQ(speech.cells(1).value(), 1);
  EXPECT_EQ(speech.cells(0).source_sha256().size(), 64);
  EXPECT_EQ(table.rows(2).cells(3).value(), 1);
}

TEST(StatisticsTableTest, RefusesWhatItCannotShow) {
  const auto invalid = [](const std::string& message) {
    return StatusIs(absl::StatusCode::kInvalidArgument, message);
  };
  ReportSpec spec = TestReport("statistics_table").spec;
  EXPECT_THAT(MakeTable(spec, {}), invalid("table statistics_table: no label sets"));
  AddEntry(spec, "cifar10", "mine");
  LabelSet broken = TwoLabels({0, 1, 4, 1});
  broken.add_values(3);
  EXPECT_THAT(MakeTable(spec, Inputs({broken})), invalid("cifar10_mine.pb: "));
  LabelSet failed;
  failed.set_failure("mine.npy: is empty");
  EXPECT_THAT(MakeTable(spec, Inputs({failed})), invalid("cifar10_mine.pb: mine.npy: is empty"));
  AddEntry(spec, "cifar10", "mine");
  const LabelSet labels = TwoLabels({0, 1, 4, 1});
  EXPECT_THAT(MakeTable(spec, Inputs({labels, labels})),
              invalid("kind 'mine' of data set 'cifar10' comes twice"));
}

}  // namespace
}  // namespace labelrep
