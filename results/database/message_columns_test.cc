#include "results/database/message_columns.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "results/attack.pb.h"
#include "results/run.pb.h"

namespace labelrep {
namespace {

// Column and value of the names that are asked for, as text.
std::map<std::string, std::string> Row(const google::protobuf::Message& message,
                                       const std::set<std::string>& left_out = {}) {
  const std::vector<SqlColumn> columns = MessageColumns(message, left_out);
  const std::vector<SqlValue> values = MessageValues(message, left_out);
  EXPECT_EQ(columns.size(), values.size());
  std::map<std::string, std::string> row;
  for (size_t i = 0; i < columns.size(); ++i) {
    std::string text = "NULL";
    if (const auto* integer = std::get_if<int64_t>(&values[i])) text = std::to_string(*integer);
    if (const auto* real = std::get_if<double>(&values[i])) text = std::to_string(*real);
    if (const auto* string = std::get_if<std::string>(&values[i])) text = *string;
    EXPECT_TRUE(row.emplace(columns[i].name, columns[i].type + " " + text).second)
        << columns[i].name << " twice";
  }
  return row;
}

TEST(MessageColumnsTest, FieldsOfNestedMessagesAreColumns) {
  RunResult result;
  ASSERT_OK(ParseTextProto(R"pb(
                             recipe {
                               encoder: "resnet8"
                               label { kind: "speech" }
                               multi_step { milestones: 3 milestones: 5 }
                               precision: BF16_AUTOCAST
                             }
                             parameters: 7
                             test { images: 10 loss: 0.5 }
                           )pb",
                           "test", &result));
  const auto row = Row(result);
  EXPECT_EQ(row.at("encoder"), "TEXT resnet8");
  EXPECT_EQ(row.at("label_kind"), "TEXT speech");
  EXPECT_EQ(row.at("label_seed"), "INTEGER 0");
  EXPECT_EQ(row.at("label_source"), "TEXT NULL");
  EXPECT_EQ(row.at("multi_step_milestones"), "TEXT 3 5");
  EXPECT_EQ(row.at("one_cycle_warmup_fraction"), "REAL NULL");
  EXPECT_EQ(row.at("precision"), "TEXT BF16_AUTOCAST");
  EXPECT_EQ(row.at("memory_format"), "TEXT CHANNELS_LAST");
  EXPECT_EQ(row.at("allow_tf32"), "INTEGER 0");
  EXPECT_EQ(row.at("parameters"), "INTEGER 7");
  EXPECT_EQ(row.at("test_loss"), "REAL 0.500000");
  EXPECT_EQ(row.at("test_correct_by_threshold"), "INTEGER NULL");
  EXPECT_EQ(row.at("failure_message"), "TEXT NULL");
  // Epochs are rows of their own; the recipe's number of epochs is a column.
  EXPECT_EQ(row.at("epochs"), "INTEGER NULL");
}

TEST(MessageColumnsTest, EveryNameIsThereOnceAndWhatIsLeftOutIsNot) {
  AttackResult result;
  result.mutable_recipe()->add_epsilons(0.1);
  result.mutable_recipe()->add_epsilons(0.25);
  result.add_classes(3);
  EXPECT_EQ(Row(result).at("epsilons"), "TEXT 0.1 0.25");
  EXPECT_EQ(Row(result).at("classes"), "TEXT 3");
  EXPECT_EQ(Row(result).count("model_label_kind"), 1);
  EXPECT_EQ(Row(result, {"classes"}).count("classes"), 0);
  Row(Provenance());
}

}  // namespace
}  // namespace labelrep
