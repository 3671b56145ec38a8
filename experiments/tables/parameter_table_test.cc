#include <vector>

#include "experiments/report/report_testing.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/report/table_check.h"

namespace labelrep {
namespace {

ReportSpec MakeSpec(int classes, const std::vector<std::string>& encoders) {
  ReportSpec spec = TestReport("parameter_table").spec;
  spec.set_title("Table 3: parameters of the models");
  spec.mutable_models()->set_dataset("cifar10");
  spec.mutable_models()->set_classes(classes);
  for (const std::string& encoder : encoders) spec.mutable_models()->add_encoders(encoder);
  return spec;
}

std::vector<double> Values(const Row& row) {
  std::vector<double> values;
  for (const Cell& cell : row.cells()) values.push_back(cell.value());
  return values;
}

// The numbers are those of the paper's released code (protocol, "Models").
TEST(ParameterTableTest, EqualsTheReleasedModels) {
  const std::vector<std::string> encoders = {"vgg19", "resnet32", "resnet110"};
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table ten, MakeTable(MakeSpec(10, encoders), {}));
  EXPECT_OK(CheckTable(ten));
  EXPECT_EQ(ten.title(), "Table 3: parameters of the models, CIFAR-10");
  ASSERT_EQ(ten.rows_size(), 4);
  EXPECT_EQ(Values(ten.rows(0)), (std::vector<double>{20040522, 466906, 1730714}));
  EXPECT_EQ(Values(ten.rows(1)), (std::vector<double>{20178281, 579577, 1843385}));
  EXPECT_EQ(Values(ten.rows(2)), (std::vector<double>{20149609, 550905, 1814713}));
  EXPECT_EQ(Values(ten.rows(3)), (std::vector<double>{20061042, 469506, 1733314}));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table hundred, MakeTable(MakeSpec(100, encoders), {}));
  EXPECT_EQ(Values(hundred.rows(0)), (std::vector<double>{20086692, 472756, 1736564}));
  EXPECT_EQ(Values(hundred.rows(1)), Values(ten.rows(1)));
}

TEST(ParameterTableTest, NamesWhatItCannotCount) {
  const auto invalid = [](const char* message) {
    return StatusIs(absl::StatusCode::kInvalidArgument, message);
  };
  EXPECT_THAT(MakeTable(MakeSpec(10, {}), {}),
              invalid("table parameter_table: models.encoders: none"));
  EXPECT_THAT(MakeTable(MakeSpec(0, {"resnet8"}), {}),
              invalid("models.classes: 0, expected at least 1"));
  EXPECT_THAT(MakeTable(MakeSpec(10, {"lenet"}), {}),
              StatusIs(absl::StatusCode::kInvalidArgument, "lenet"));
}

}  // namespace
}  // namespace labelrep
