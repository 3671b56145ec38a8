#include "lib/report/write_table.h"

#include <filesystem>
#include <string>

#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

constexpr char kExample[] = "lib/report/testdata/example";

std::string OutputFolder(const std::string& name) {
  const std::string folder = ::testing::TempDir() + "/" + name;
  std::filesystem::remove_all(folder);
  EXPECT_OK(MakeDirectory(folder));
  return folder;
}

// Goldens are written by
//   cd lib/report/testdata
//   bazel run //lib/report:render_table -- --table=example.textproto --out=example && rm example.pb
// and then read: the .md in a terminal, the .html in a browser, light and dark.
TEST(WriteTableTest, EveryFormatIsAsReviewed) {
  Table table;
  ASSERT_OK(ReadTextProto(std::string(kExample) + ".textproto", &table));
  const std::string folder = OutputFolder("formats");
  ASSERT_OK(WriteTable(table, folder + "/out"));
  for (const char* suffix : {".md", ".csv", ".tex", ".json", ".html"}) {
    LABELREP_ASSERT_OK_AND_ASSIGN(const std::string written, ReadFile(folder + "/out" + suffix));
    LABELREP_ASSERT_OK_AND_ASSIGN(const std::string golden,
                                  ReadFile(std::string(kExample) + suffix));
    EXPECT_EQ(written, golden) << suffix;
  }
  Table back;
  ASSERT_OK(ReadBinaryProto(folder + "/out.pb", &back));
  EXPECT_EQ(SerializeDeterministically(back), SerializeDeterministically(table));
}

TEST(WriteTableTest, WritesNothingForABadTable) {
  const std::string folder = OutputFolder("bad");
  Table table;
  table.set_name("t");
  EXPECT_THAT(WriteTable(table, folder + "/out"),
              StatusIs(absl::StatusCode::kInvalidArgument, "columns"));
  EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST(WriteTableTest, NamesTheFileThatCannotBeWritten) {
  Table table;
  table.set_name("t");
  table.add_columns()->add_headings("n");
  const absl::Status status = WriteTable(table, "/nowhere/out");
  EXPECT_FALSE(status.ok());
  EXPECT_NE(std::string(status.message()).find("/nowhere/out.pb"), std::string::npos) << status;
}

}  // namespace
}  // namespace labelrep
