#include "results/check/check_files.h"

#include <filesystem>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kTable[] = "name: 't' columns { headings: 'L1' } rows { cells { value: 600 } }\n";
constexpr char kOtherTable[] =
    "name: 't' columns { headings: 'L1' } rows { cells { value: 601 } }\n";
constexpr char kMoved[] = "row '', column 'L1': 600 -> 601";

class CheckFilesTest : public ::testing::Test {
 protected:
  CheckFilesTest() {
    std::filesystem::remove_all(Path(""));
    for (const char* folder : {"golden/deep", "actual/deep"})
      EXPECT_OK(MakeDirectory(Path(folder)));
  }
  std::string Path(const std::string& name) {
    return ::testing::TempDir() + "/check_files/" + name;
  }
  void Write(const std::string& name, const std::string& bytes) {
    ASSERT_OK(WriteFileAtomically(Path(name), bytes));
  }
};

Table Parse(const std::string& text) {
  Table table;
  EXPECT_OK(ParseTextProto(text, "test", &table));
  return table;
}

TEST_F(CheckFilesTest, ComparesTextWithBinary) {
  Write("golden.textproto", kTable);
  ASSERT_OK(WriteBinaryProto(Path("same.pb"), Parse(kTable)));
  ASSERT_OK(WriteBinaryProto(Path("other.pb"), Parse(kOtherTable)));
  EXPECT_THAT(CheckFiles(Path("golden.textproto"), Path("same.pb"), {}), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(CheckFiles(Path("golden.textproto"), Path("other.pb"), {}),
              IsOkAndHolds(ElementsAre(kMoved)));
}

TEST_F(CheckFilesTest, BytesMeansBytes) {
  Write("a.textproto", kTable);
  Write("b.textproto", std::string("# comment\n") + kTable);
  EXPECT_THAT(CheckFiles(Path("a.textproto"), Path("b.textproto"), {.bytes = true}),
              IsOkAndHolds(ElementsAre("bytes differ, but no number")));
  EXPECT_THAT(CheckFiles(Path("a.textproto"), Path("a.textproto"), {.bytes = true}),
              IsOkAndHolds(IsEmpty()));
}

TEST_F(CheckFilesTest, ComparesFoldersFileByFile) {
  Write("golden/deep/a.textproto", kTable);
  Write("actual/deep/a.textproto", kOtherTable);
  Write("golden/gone.textproto", kTable);
  Write("actual/new.textproto", kTable);
  Write("golden/run.provenance.pb", "left out");
  Write("golden/notes.md", "left out");
  EXPECT_THAT(
      CheckFiles(Path("golden"), Path("actual"), {}),
      IsOkAndHolds(ElementsAre("new.textproto: is new", std::string("deep/a.textproto: ") + kMoved,
                               "gone.textproto: is gone")));
}

TEST_F(CheckFilesTest, TellsTablesFromResults) {
  RunResult result;
  result.mutable_recipe()->set_dataset("cifar10");
  result.set_recipe_sha256("digest");
  result.set_parameters(5);
  ASSERT_OK(WriteBinaryProto(Path("result.pb"), result));
  EXPECT_THAT(CheckFiles(Path("result.pb"), Path("result.pb"), {}), IsOkAndHolds(IsEmpty()));
  Write("table.textproto", kTable);
  EXPECT_THAT(
      CheckFiles(Path("table.textproto"), Path("result.pb"), {}),
      StatusIs(absl::StatusCode::kInvalidArgument, "one is a Table, the other a RunResult"));
}

TEST_F(CheckFilesTest, NamesTheFileThatCannotBeRead) {
  Write("golden.textproto", kTable);
  const auto check = [&](const std::string& actual) {
    return CheckFiles(Path("golden.textproto"), Path(actual), {});
  };
  EXPECT_THAT(check("none.pb"), StatusIs(absl::StatusCode::kNotFound, "none.pb"));
  Write("broken.pb", "\xff\xff");
  EXPECT_THAT(check("broken.pb"),
              StatusIs(absl::StatusCode::kInvalidArgument, "broken.pb: neither a Table"));
  Write("bad.textproto", "name: 't' columns { headings: 'L1' } rows {}");
  EXPECT_THAT(check("bad.textproto"), StatusIs(absl::StatusCode::kInvalidArgument,
                                               "bad.textproto: table 't': rows[0].cells: 0"));
  Write("empty.pb", "");
  EXPECT_THAT(check("empty.pb"),
              StatusIs(absl::StatusCode::kInvalidArgument, "empty.pb: holds nothing"));
  EXPECT_THAT(CheckFiles(Path("golden"), Path("actual"), {}),
              StatusIs(absl::StatusCode::kInvalidArgument, "no .pb or .textproto file"));
  Write("golden/a.textproto", kTable);
  EXPECT_THAT(CheckFiles(Path("golden"), Path("nowhere"), {}),
              StatusIs(absl::StatusCode::kUnavailable, "nowhere"));
}

TEST_F(CheckFilesTest, UpdateMakesTheCheckPass) {
  ASSERT_OK(WriteBinaryProto(Path("new.pb"), Parse(kOtherTable)));
  for (const char* golden : {"golden.textproto", "golden.pb"}) {
    ASSERT_OK(UpdateGolden(Path(golden), Path("new.pb")));
    EXPECT_THAT(CheckFiles(Path(golden), Path("new.pb"), {}), IsOkAndHolds(IsEmpty()));
  }
}

}  // namespace
}  // namespace labelrep
