#include "experiments/report/write_report.h"

#include <filesystem>
#include <string>

#include "experiments/report/report.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

absl::StatusOr<Table> OneCell(const ReportSpec& spec, const ReportInputs&) {
  Table table;
  table.set_name(spec.name());
  table.add_columns()->add_headings("n");
  table.add_rows()->add_cells()->set_value(1);
  return table;
}

const RegisteredTable kRegistered("one_cell", &OneCell);

class WriteReportTest : public ::testing::Test {
 protected:
  WriteReportTest() : folder_(::testing::TempDir() + "/write_report") {
    std::filesystem::remove_all(folder_);
    EXPECT_OK(MakeDirectory(folder_ + "/out"));
  }

  absl::Status Run(const std::string& spec) {
    EXPECT_OK(WriteFileAtomically(folder_ + "/spec.textproto", "form: 'one_cell' " + spec));
    return WriteReport(folder_ + "/spec.textproto", folder_ + "/out/t");
  }

  std::string folder_;
};

TEST_F(WriteReportTest, WritesEveryFormat) {
  EXPECT_OK(Run("name: 't'"));
  for (const char* suffix : {".pb", ".md", ".csv", ".tex", ".json", ".html"}) {
    EXPECT_TRUE(std::filesystem::exists(folder_ + "/out/t" + suffix)) << suffix;
  }
}

TEST_F(WriteReportTest, AnErrorNamesItsPlaceAndLeavesNoFile) {
  EXPECT_THAT(Run("name: 't' runs { enocder: 'vgg19' }"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       ::testing::AllOf(HasSubstr("spec.textproto:1:"), HasSubstr("enocder"))));
  // CheckTable refuses a table without a name.
  EXPECT_THAT(Run(""), StatusIs(absl::StatusCode::kInvalidArgument, "table '': name: empty"));
  EXPECT_TRUE(std::filesystem::is_empty(folder_ + "/out"));
  EXPECT_OK(MakeDirectory(folder_ + "/out/t.json"));
  EXPECT_THAT(Run("name: 't'"), StatusIs(absl::StatusCode::kFailedPrecondition, "t.json"));
  for (const char* suffix : {".pb", ".md", ".csv", ".tex", ".html"}) {
    EXPECT_FALSE(PathExists(folder_ + "/out/t" + suffix)) << suffix;
  }
}

}  // namespace
}  // namespace labelrep
