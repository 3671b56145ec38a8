#include "experiments/tables/statistics_table.h"

#include <cmath>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
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

void AddEntry(TableSpec& spec, const std::string& dataset, const std::string& kind) {
  TableSpec::Labels& entry = *spec.add_label_sets();
  entry.set_dataset(dataset);
  entry.set_kind(kind);
  entry.set_file(dataset + "_" + kind + ".pb");
}

TEST(StatisticsTableTest, RowsAreThePapersThenTheUsersAndColumnsAreStatistics) {
  TableSpec spec;
  spec.set_name("table2");
  AddEntry(spec, "mydata", "mine");
  AddEntry(spec, "cifar10", "speech");
  AddEntry(spec, "cifar10", "constant");
  const LabelSet labels = TwoLabels({0, 1, 4, 1});
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const Table table, MakeStatisticsTable(spec, {labels, labels, TwoLabels({0, 0, 4, 4})}));
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
  TableSpec spec;
  spec.set_name("table2");
  EXPECT_THAT(MakeStatisticsTable(spec, {}), invalid("table table2: no label sets"));
  AddEntry(spec, "cifar10", "mine");
  LabelSet broken = TwoLabels({0, 1, 4, 1});
  broken.add_values(3);
  EXPECT_THAT(MakeStatisticsTable(spec, {broken}), invalid("cifar10_mine.pb: "));
  AddEntry(spec, "cifar10", "mine");
  const LabelSet labels = TwoLabels({0, 1, 4, 1});
  EXPECT_THAT(MakeStatisticsTable(spec, {labels, labels}),
              invalid("kind 'mine' of data set 'cifar10' comes twice"));
}

TEST(StatisticsTableTest, ReadsTheFilesThatTheSpecNames) {
  TableSpec spec;
  spec.set_name("table2");
  AddEntry(spec, "cifar10", "mine");
  spec.mutable_label_sets(0)->set_file("/nowhere/labels.pb");
  EXPECT_THAT(ReadStatisticsTable(spec),
              StatusIs(absl::StatusCode::kNotFound, "/nowhere/labels.pb"));
  const std::string path = ::testing::TempDir() + "/table2_labels.pb";
  ASSERT_OK(WriteBinaryProto(path, TwoLabels({0, 1, 4, 1})));
  spec.mutable_label_sets(0)->set_file(path);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, ReadStatisticsTable(spec));
  EXPECT_EQ(table.rows(0).cells(1).value(), 1);
}

}  // namespace
}  // namespace labelrep
